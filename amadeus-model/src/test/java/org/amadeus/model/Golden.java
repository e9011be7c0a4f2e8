package org.amadeus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.controls.ControlSequence;
import org.junit.jupiter.api.Assumptions;

/** Expected results made by the Python implementation: a small set in the resources, all in the shared material. */
public final class Golden {
    private Golden() {}

    /** A file of the resources' set. */
    public static Path resource(String name) {
        return Path.of("src", "test", "resources", "golden", name);
    }

    /** A file of the shared material; the test is skipped where that is absent. */
    public static Path shared(String name) {
        Path file = Path.of(System.getProperty("amadeus.shared", "../shared"), name);
        Assumptions.assumeTrue(Files.exists(file), file + " is absent (system property amadeus.shared)");
        return file;
    }

    public static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of a NumPy file of little-endian float32 or float64, in C order. */
    public static double[] npy(Path file) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            int header = 10 + bytes.getShort(8);
            String description = new String(bytes.array(), 10, header - 10, StandardCharsets.ISO_8859_1);
            boolean single = description.contains("<f4");
            if (!single && !description.contains("<f8") || description.contains("'fortran_order': True")) {
                throw new IllegalArgumentException(file + ": " + description);
            }
            double[] values = new double[(bytes.capacity() - header) / (single ? 4 : 8)];
            bytes.position(header);
            for (int i = 0; i < values.length; i++) {
                values[i] = single ? bytes.getFloat() : bytes.getDouble();
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A list of numbers, or a list of lists of them laid end to end. */
    public static float[] floats(JsonNode node) {
        List<Float> values = new ArrayList<>();
        flatten(node, values);
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private static void flatten(JsonNode node, List<Float> values) {
        if (node.isArray()) {
            node.forEach(child -> flatten(child, values));
        } else {
            values.add((float) node.asDouble());
        }
    }

    /** A list of events. */
    public static int[] ints(JsonNode node) {
        int[] array = new int[node.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = node.get(i).asInt();
        }
        return array;
    }

    /** The condition of one step from a control's 13 bytes: flag 0, then 24 floats. */
    public static float[] condition(JsonNode bytes) {
        byte[] stored = new byte[13];
        for (int i = 0; i < 13; i++) {
            stored[i] = (byte) bytes.get(i).asInt();
        }
        float[] condition = new float[25];
        ControlSequence.ofBytes(stored).fill(0, condition, 1);
        return condition;
    }
}
