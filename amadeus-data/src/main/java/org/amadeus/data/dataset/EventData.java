package org.amadeus.data.dataset;

import java.io.EOFException;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The data of a store. What is small lies in the heap, so that nothing keeps its file from being deleted; what is large is
 * read where it is asked for, of a file that is open as long as this object lives. It is not mapped into memory: who cuts a
 * mapped file takes memory away, which the JVM tells too late, of another place. Immutable.
 */
final class EventData {
    private static final int LARGEST_IN_HEAP = 32 << 20;

    /** One for all: each has a thread. */
    private static final Cleaner CLEANER = Cleaner.create();

    /** Reads on, from a place, into a buffer. */
    @FunctionalInterface
    private interface Source {
        int read(ByteBuffer bytes, long at) throws IOException;
    }

    private final Source source;

    private EventData(Source source) {
        this.source = source;
    }

    /**
     * The first bytes of a file.
     *
     * @param length how many; the file has them
     */
    static EventData of(Path file, long length) throws IOException {
        return length <= LARGEST_IN_HEAP ? inHeap(file, (int) length) : onDisk(file);
    }

    private static EventData inHeap(Path file, int length) throws IOException {
        byte[] all = new byte[length];
        try (FileChannel channel = FileChannel.open(file)) {
            readFully(channel::read, 0, all);
        }
        return new EventData((bytes, at) -> {
            int count = bytes.remaining();
            bytes.put(all, (int) at, count);
            return count;
        });
    }

    /** By a channel that an interrupt does not close: threads that read ahead are interrupted, others read on. */
    private static EventData onDisk(Path file) throws IOException {
        AsynchronousFileChannel channel = AsynchronousFileChannel.open(file);
        EventData data = new EventData((bytes, at) -> ended(channel.read(bytes, at)));
        CLEANER.register(data, () -> {
            try {
                channel.close();
            } catch (IOException e) {
                return; // it was only read
            }
        });
        return data;
    }

    private static int ended(Future<Integer> reading) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return reading.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw new IOException(e.getCause().getMessage(), e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void readFully(Source source, long offset, byte[] to) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(to);
        while (bytes.hasRemaining()) {
            if (source.read(bytes, offset + bytes.position()) < 0) {
                throw new EOFException("it ends early");
            }
        }
    }

    /**
     * A copy of some of the bytes, of one piece.
     *
     * @throws IOException where the file was cut meanwhile, or its disk fails
     */
    byte[] read(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        readFully(source, offset, bytes);
        return bytes;
    }
}
