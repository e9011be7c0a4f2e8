package org.amadeus.data.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * Writes a file to a temporary name beside it, flushes it to the disk, then moves it into place: a reader, or a crash,
 * sees the old file or the new one, never a part. A link is followed, what it leads to is replaced; permissions of a file
 * that is there stay. A device or a pipe is written to as it is. What a run that was killed has left beside the file is
 * deleted.
 */
public final class AtomicFile {
    private static final int MOST_LINKS = 40;

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
        Path target = target(file.toAbsolutePath());
        try {
            if (isStream(target)) {
                try (FileChannel channel = FileChannel.open(target, StandardOpenOption.WRITE)) {
                    write(channel, content);
                }
            } else {
                replace(target, content);
            }
        } catch (IOException e) {
            throw e.getClass() == IOException.class ? named(target, e) : e;
        }
    }

    /**
     * Writes a file that is not there yet, making its folder where there is none; of two that write one of the same name at
     * once, one does.
     *
     * @throws FileAlreadyExistsException where it is there
     * @throws IOException                where it could not be written
     */
    public static void writeNew(Path file, Content content) throws IOException {
        Path target = file.toAbsolutePath();
        try {
            makeFolder(target.getParent());
            PartFile.deleteLeftovers(target);
            try (PartFile part = new PartFile(target)) {
                write(part.channel(), content);
                part.channel().force(true);
                linkNew(part.path(), target);
            }
            flushFolder(target.getParent());
        } catch (IOException e) {
            throw e.getClass() == IOException.class ? named(target, e) : e;
        }
    }

    /**
     * Makes a folder, and those that it lies in, where there is none.
     *
     * @throws NotDirectoryException where there is something else
     */
    public static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw (IOException) new NotDirectoryException(e.getFile()).initCause(e);
        }
    }

    /** Gives a part the name that it is to have. Unlike a move, a link never takes the place of a file. */
    private static void linkNew(Path part, Path target) throws IOException {
        try {
            Files.createLink(target, part);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.move(part, target); // a file system without links
        }
    }

    /**
     * Deletes what processes that were killed while they wrote {@code file} left beside it, as {@link #write} does. What
     * another one is writing stays.
     */
    public static void removeLeftovers(Path file) throws IOException {
        PartFile.deleteLeftovers(target(file.toAbsolutePath()));
    }

    /**
     * Likewise, of files that nobody may ever write again, since each run finds new names for its own.
     *
     * @param folder where they are; it may be missing
     * @param names  what the whole names match, made of {@code A-Z a-z 0-9 . _ -}
     */
    public static void removeLeftovers(Path folder, Pattern names) {
        PartFile.deleteLeftovers(folder, names);
    }

    /** What a file's links lead to, whether it is there or not. */
    static Path target(Path file) throws IOException {
        Path target = file;
        for (int links = 0; Files.isSymbolicLink(target) && !isStream(target); links++) {
            if (links == MOST_LINKS) {
                throw new FileSystemLoopException(file.toString());
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    /** Something that nothing can be moved onto: a device, a pipe, an open file by its number. */
    private static boolean isStream(Path file) {
        return file.startsWith("/dev/fd")
                || file.startsWith("/dev/stdout")
                || file.startsWith("/dev/stderr")
                || file.startsWith("/proc")
                || Files.exists(file) && !Files.isRegularFile(file) && !Files.isDirectory(file);
    }

    private static void replace(Path target, Content content) throws IOException {
        if (Files.isDirectory(target)) {
            throw new FileSystemException(target.toString(), null, "is a folder");
        }
        makeFolder(target.getParent());
        boolean exists = Files.exists(target);
        if (exists && !Files.isWritable(target)) {
            throw new AccessDeniedException(target.toString());
        }
        PartFile.deleteLeftovers(target);
        try (PartFile part = new PartFile(target)) {
            if (exists) {
                part.takePermissions(target);
            }
            write(part.channel(), content);
            part.channel().force(true);
            move(part.path(), target);
        }
        flushFolder(target.getParent());
    }

    private static void write(FileChannel channel, Content content) throws IOException {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
        content.writeTo(out);
        out.flush();
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

    /** Makes the move last where the system can do that for folders; where it cannot, it does so by itself, later. */
    private static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // Windows opens no folders
        }
    }
}
