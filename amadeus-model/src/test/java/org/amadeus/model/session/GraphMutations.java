package org.amadeus.model.session;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.stream.IntStream;
import org.amadeus.model.SeededRandom;

/** Graphs in FlatBuffers form with changes in their structure: what is the same whatever the weights are. */
final class GraphMutations {
    private static final long[] TELLING = {
        0,
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        16,
        64,
        99,
        102,
        127,
        128,
        255,
        256,
        -1,
        -2,
        -128,
        1 << 16,
        1 << 20,
        1 << 30,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final byte[] graph;
    private final int[] structure;

    /** @param other the same graph with other weights */
    GraphMutations(byte[] graph, byte[] other) {
        this.graph = graph;
        this.structure = IntStream.range(0, Math.min(graph.length, other.length) - Long.BYTES)
                .filter(i -> graph[i] == other[i])
                .toArray();
    }

    /** One to four changes: a number set to another, or to what stands in another place. */
    byte[] next(SeededRandom random) {
        ByteBuffer bytes = ByteBuffer.wrap(graph.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int width = 1 << random.nextInt(0, 3);
            int at = place(random, width);
            long value = random.nextInt(0, 1) == 0
                    ? TELLING[random.nextInt(0, TELLING.length - 1)]
                    : bytes.getLong(place(random, width));
            switch (width) {
                case 1 -> bytes.put(at, (byte) value);
                case 2 -> bytes.putShort(at, (short) value);
                case 4 -> bytes.putInt(at, (int) value);
                default -> bytes.putLong(at, value);
            }
        }
        return bytes.array();
    }

    private int place(SeededRandom random, int width) {
        return structure[random.nextInt(0, structure.length - 1)] & -width;
    }
}
