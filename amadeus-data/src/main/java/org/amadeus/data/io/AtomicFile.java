package org.amadeus.data.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes a file to a temporary name beside it, flushes it to the disk, then moves it into place: a reader, or a crash,
 * sees the old file or the new one, never a part.
 */
public final class AtomicFile {
    private AtomicFile() {}

    /** Writes a file's content to a stream. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces {@code file}, making its folder where there is none.
     *
     * @throws IOException where it could not be written; {@code file} is then as it was
     */
    public static void write(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        Files.createDirectories(target.getParent());
        // Not Files.createTempFile: its files are closed to everyone but the owner, whatever the umask says.
        Path part = PartFile.beside(target);
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            move(part, target);
        } catch (IOException e) {
            throw e.getClass() == IOException.class ? named(target, e) : e;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /**
     * Deletes what processes that were killed while they wrote {@code file} left beside it. What another one is writing
     * stays.
     */
    public static void removeLeftovers(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        if (Files.isDirectory(target.getParent())) {
            PartFile.removeLeftovers(target);
        }
    }

    /** A full disk's exception does not say which file it is about. */
    private static IOException named(Path target, IOException e) {
        IOException named = new FileSystemException(target.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
