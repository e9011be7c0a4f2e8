package org.amadeus.data.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * One's claim on a file that others might write over meanwhile: a lock beside it, {@code .NAME.lock}, which is deleted in
 * the end. What a killed process has left is locked by nobody, and goes with the next one.
 */
public final class Hold implements AutoCloseable {
    private static final Hold NONE = new Hold(null, null);

    private final Path lock;
    private final FileChannel channel;

    private Hold(Path lock, FileChannel channel) {
        this.lock = lock;
        this.channel = channel;
    }

    /**
     * Claims a file, whether it is there or not.
     *
     * @return empty where another process, or another part of this one, has claimed it. Where there is no folder for it
     *     yet, or one without locks, anybody has it
     */
    public static Optional<Hold> on(Path file) {
        try {
            Path lock = PartFile.beside(AtomicFile.target(file.toAbsolutePath()), "lock");
            while (Files.isDirectory(lock.getParent())) {
                FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (!isLocked(channel)) {
                    channel.close();
                    return Optional.empty();
                }
                if (Files.exists(lock)) {
                    return Optional.of(new Hold(lock, channel));
                }
                channel.close(); // its holder has just deleted it
            }
        } catch (IOException e) {
            return Optional.of(NONE);
        }
        return Optional.of(NONE);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() {
        if (channel == null || !channel.isOpen()) {
            return;
        }
        try (channel) {
            Files.deleteIfExists(lock);
        } catch (IOException e) {
            return; // the folder is gone, or not ours any more
        }
    }
}
