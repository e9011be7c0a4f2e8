package org.amadeus.data.download;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.amadeus.data.io.AtomicFile;

/** Takes the MIDI files, and what explains them, out of a zip archive that is not trusted. */
final class MidiArchive {
    private static final int MOST_ENTRIES = 100_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final long MOST_ENTRY_BYTES = 64L << 20;

    private MidiArchive() {}

    /**
     * Writes the archive's MIDI, csv, json and text files below {@code folder}.
     *
     * @return how many MIDI files there were
     * @throws DownloadException where an entry would leave the folder, or there is more than 4 GiB or 100,000 entries
     */
    static int extract(Path archive, Path folder) throws IOException {
        int midiFiles = 0;
        int entries = 0;
        long bytes = 0;
        Path root = folder.toAbsolutePath().normalize();
        try (ZipInputStream zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive), 1 << 16))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (++entries > MOST_ENTRIES) {
                    throw refused(archive, "more than " + MOST_ENTRIES + " entries");
                }
                String name = entry.getName();
                Path target = target(archive, root, name);
                if (entry.isDirectory() || !isWanted(name)) {
                    continue;
                }
                long budget = Math.min(MOST_ENTRY_BYTES, MOST_BYTES - bytes);
                long[] written = new long[1];
                AtomicFile.write(target, out -> written[0] = copy(archive, name, zip, out, budget));
                bytes += written[0];
                midiFiles += isMidi(name) ? 1 : 0;
            }
        } catch (ZipException | EOFException e) {
            throw new DownloadException(archive + ": is no intact zip file (" + e.getMessage() + "). Delete it.", e);
        }
        return midiFiles;
    }

    private static Path target(Path archive, Path root, String name) {
        Path target =
                root.resolve(name.replace('\\', '/').replaceFirst("^/+", "")).normalize();
        if (!target.startsWith(root) || name.indexOf('\0') >= 0) {
            throw refused(archive, "the entry \"" + name + "\", which would be written outside the folder");
        }
        return target;
    }

    private static long copy(Path archive, String name, InputStream in, OutputStream out, long budget)
            throws IOException {
        byte[] buffer = new byte[1 << 14];
        long copied = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            copied += n;
            if (copied > budget) {
                throw refused(archive, "the entry \"" + name + "\", which unpacks to more than is taken");
            }
            out.write(buffer, 0, n);
        }
        return copied;
    }

    static boolean isMidi(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".mid") || lower.endsWith(".midi");
    }

    private static boolean isWanted(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isMidi(name)
                || lower.endsWith(".csv")
                || lower.endsWith(".json")
                || lower.endsWith(".txt")
                || lower.endsWith("license")
                || lower.endsWith("readme");
    }

    private static DownloadException refused(Path archive, String what) {
        return new DownloadException(archive + ": refused, because it holds " + what);
    }
}
