package org.amadeus.data.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.time.Instant;
import java.util.Iterator;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file that is being written, beside the one that it will be: {@code .NAME.PROCESS-START-RANDOM.part}. It names the
 * process that writes it and when that began, and is locked meanwhile, so that what a killed process has left can be told
 * from what a living one writes.
 */
final class PartFile implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("(\\..+\\.)(\\d{1,18})-(\\d{1,18})-[0-9a-f]{8}\\.part");
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");
    /** So many files of a folder are looked at: to look at each for each that is written would take too long. */
    private static final int MOST_LOOKED_AT = 2000;

    private final Path path;
    private final FileChannel channel;

    /** @param target what it is to be moved onto */
    PartFile(Path target) throws IOException {
        ProcessHandle process = ProcessHandle.current();
        // Not Files.createTempFile: its files are closed to everyone but the owner, whatever the umask says.
        path = target.resolveSibling(prefix(target) + process.pid() + "-" + start(process) + "-"
                + UUID.randomUUID().toString().substring(0, 8) + ".part");
        channel = open(path, target);
        try {
            channel.tryLock(); // held until the channel is closed
        } catch (IOException e) {
            return; // a file system without locks: the name says whose it is
        }
    }

    /** What is wrong is said of the file that somebody asked for. */
    private static FileChannel open(Path part, Path target) throws IOException {
        try {
            return FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        } catch (AccessDeniedException e) {
            throw (IOException) new AccessDeniedException(target.toString(), null, e.getReason()).initCause(e);
        } catch (FileSystemException e) {
            throw (IOException) new FileSystemException(target.toString(), null, e.getReason()).initCause(e);
        }
    }

    /** The beginning of the names of all parts of one target, which a name of any length or letters gets. */
    private static String prefix(Path target) {
        String name = target.getFileName().toString();
        if (PLAIN_NAME.matcher(name).matches()) {
            return "." + name + ".";
        }
        String raw = target.toAbsolutePath().toUri().getRawPath();
        byte[] bytes = raw.substring(raw.lastIndexOf('/') + 1).getBytes(StandardCharsets.UTF_8);
        return ".amadeus-" + UUID.nameUUIDFromBytes(bytes) + ".";
    }

    /** A hidden name beside a target, which a name of any length or letters gets. */
    static Path beside(Path target, String ending) {
        return target.resolveSibling(prefix(target) + ending);
    }

    private static long start(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Gives it the permissions of another file, and its owner and group where that is allowed. */
    void takePermissions(Path other) throws IOException {
        PosixFileAttributeView theirs = Files.getFileAttributeView(other, PosixFileAttributeView.class);
        PosixFileAttributeView ours = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (theirs == null || ours == null) {
            return; // Windows: permissions are the folder's
        }
        PosixFileAttributes attributes = theirs.readAttributes();
        try {
            ours.setGroup(attributes.group());
            ours.setOwner(attributes.owner());
        } catch (IOException e) {
            ours.setPermissions(attributes.permissions()); // only root may give files away
            return;
        }
        ours.setPermissions(attributes.permissions());
    }

    /** Deletes the file where it was not moved. */
    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(path);
    }

    /** Deletes the parts of one target that were left by processes that are no more. */
    static void deleteLeftovers(Path target) {
        deleteLeftovers(target.getParent(), prefix(target)::equals);
    }

    /** Likewise, of all targets in a folder whose plain names match. */
    static void deleteLeftovers(Path folder, Pattern names) {
        deleteLeftovers(folder, prefix -> names.matcher(prefix.substring(1, prefix.length() - 1))
                .matches());
    }

    private static void deleteLeftovers(Path folder, Predicate<String> prefixes) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            Iterator<Path> all = files.iterator();
            for (int looked = 0; looked < MOST_LOOKED_AT && all.hasNext(); looked++) {
                Path file = all.next();
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()
                        && prefixes.test(name.group(1))
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    deleteIfLeft(file, Long.parseLong(name.group(2)), Long.parseLong(name.group(3)));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // a folder that cannot be looked into can still be written to
        }
    }

    private static void deleteIfLeft(Path part, long pid, long start) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        if (process.isPresent() && start(process.get()) == start) {
            return;
        }
        // In a container others' processes cannot be seen, but their locks can.
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            return; // not ours to delete
        }
    }
}
