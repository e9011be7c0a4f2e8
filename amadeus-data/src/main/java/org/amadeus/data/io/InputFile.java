package org.amadeus.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.amadeus.data.AmadeusException;

/**
 * Reads files that somebody named, whatever stands behind the name: no more of them than a file of that kind may have, a
 * device without an end included, and each failure names the file. A pipe is read to its end.
 */
public final class InputFile {
    private InputFile() {}

    /**
     * The bytes of a whole file.
     *
     * @param kind  what it is to be, such as {@code a file of rules}
     * @param most  so many bytes it may have
     * @param fault makes the exception that says that it has more
     * @throws IOException where it can't be read, or is a folder
     */
    public static byte[] read(Path file, String kind, int most, Function<String, ? extends AmadeusException> fault)
            throws IOException {
        byte[] bytes;
        try (InputStream in = open(file, kind)) {
            bytes = in.readNBytes(most + 1);
        } catch (IOException e) {
            throw e.getClass() == IOException.class ? named(file, e) : e;
        }
        if (bytes.length > most) {
            throw fault.apply(file + ": larger than " + size(most) + ", the most that " + kind + " may have");
        }
        return bytes;
    }

    /**
     * A file's bytes one after the other.
     *
     * @param kind what it is to be
     * @throws IOException where it can't be opened, or is a folder
     */
    public static InputStream open(Path file, String kind) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a folder, expected " + kind);
        }
        return Files.newInputStream(file);
    }

    /** What a disk or a device says does not say which file it is about. */
    private static IOException named(Path file, IOException e) {
        IOException named = new FileSystemException(file.toString(), null, e.getMessage());
        named.initCause(e);
        return named;
    }

    private static String size(int bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : (bytes >> 10) + " KiB";
    }
}
