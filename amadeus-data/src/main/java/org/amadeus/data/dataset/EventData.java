package org.amadeus.data.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;

/**
 * The data of a store. What is small lies in the heap, so that nothing keeps its file from being deleted; what is large is
 * mapped into memory, for as long as this object lives. Immutable.
 */
final class EventData {
    private static final int LARGEST_IN_HEAP = 32 << 20;
    /** A mapping reaches 2 GiB at most: each begins at a multiple of this and overlaps the next by the longest piece. */
    private static final long SEGMENT = 1L << 30;

    private final ByteBuffer[] segments;

    private EventData(ByteBuffer[] segments) {
        this.segments = segments;
    }

    /**
     * The first bytes of a file.
     *
     * @param length how many; the file has them
     */
    static EventData of(FileChannel file, long length) throws IOException {
        if (length <= LARGEST_IN_HEAP) {
            ByteBuffer bytes = ByteBuffer.allocate((int) length);
            while (bytes.hasRemaining()) {
                if (file.read(bytes, bytes.position()) < 0) {
                    throw new IOException("it ends early");
                }
            }
            return new EventData(new ByteBuffer[] {bytes});
        }
        ByteBuffer[] segments = new ByteBuffer[(int) ((length - 1) / SEGMENT) + 1];
        for (int i = 0; i < segments.length; i++) {
            long start = i * SEGMENT;
            segments[i] = file.map(
                    MapMode.READ_ONLY, start, Math.min(SEGMENT + PerformanceDataset.LONGEST_PIECE, length - start));
        }
        return new EventData(segments);
    }

    /** A copy of some of the bytes, of one piece. */
    byte[] read(long offset, int length) {
        byte[] bytes = new byte[length];
        segments[(int) (offset / SEGMENT)].get((int) (offset % SEGMENT), bytes);
        return bytes;
    }
}
