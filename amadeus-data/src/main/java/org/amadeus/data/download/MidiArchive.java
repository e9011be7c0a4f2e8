package org.amadeus.data.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.amadeus.data.io.AtomicFile;

/** Takes the MIDI files, and what explains them, out of a zip archive that is not trusted. */
final class MidiArchive {
    private static final int MOST_ENTRIES = 100_000;
    private static final long MOST_BYTES = 4L << 30;
    private static final long MOST_ENTRY_BYTES = 64L << 20;

    private final Path archive;
    private final Path root;
    private long bytes;

    private MidiArchive(Path archive, Path folder) {
        this.archive = archive;
        this.root = folder.toAbsolutePath().normalize();
    }

    /**
     * Writes the archive's MIDI, csv, json and text files below {@code folder}.
     *
     * @return how many MIDI files there were
     * @throws ZipException      where it is no zip file, or not an intact one
     * @throws DownloadException where an entry would leave the folder or cannot be named here, or there is more than
     *                           4 GiB or 100,000 entries
     */
    static int extract(Path archive, Path folder) throws IOException {
        try (ZipFile zip = open(archive)) {
            return new MidiArchive(archive, folder).extract(zip);
        }
    }

    /** Names are UTF-8, or else, as in old archives, a byte a letter. */
    private static ZipFile open(Path archive) throws IOException {
        try {
            return new ZipFile(archive.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException e) {
            Charset bytes = StandardCharsets.ISO_8859_1;
            return new ZipFile(archive.toFile(), bytes);
        }
    }

    private int extract(ZipFile zip) throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw refused("more than " + MOST_ENTRIES + " entries");
        }
        int midiFiles = 0;
        for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
            ZipEntry entry = entries.nextElement();
            String name = entry.getName();
            Path target = target(name);
            if (!entry.isDirectory() && isWanted(name)) {
                AtomicFile.write(target, out -> copy(zip, entry, out));
                midiFiles += isMidi(name) ? 1 : 0;
            }
        }
        return midiFiles;
    }

    private Path target(String name) {
        if (name.indexOf('\0') >= 0) {
            throw refused("the entry \"" + name + "\", whose name holds a zero byte");
        }
        try {
            Path target = root.resolve(name.replace('\\', '/').replaceFirst("^/+", ""))
                    .normalize();
            if (!target.startsWith(root) || target.equals(root) && isWanted(name)) {
                throw refused("the entry \"" + name + "\", which would be written outside the folder");
            }
            return target;
        } catch (InvalidPathException e) {
            throw new DownloadException(
                    archive + ": the entry \"" + name + "\" has a name that cannot be written here ("
                            + System.getProperty("sun.jnu.encoding") + "). With LC_ALL=C.UTF-8 it can",
                    e);
        }
    }

    private void copy(ZipFile zip, ZipEntry entry, OutputStream out) throws IOException {
        long budget = Math.min(MOST_ENTRY_BYTES, MOST_BYTES - bytes);
        byte[] buffer = new byte[1 << 14];
        long copied = 0;
        try (CheckedInputStream in = new CheckedInputStream(stream(zip, entry), new CRC32())) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                copied += n;
                if (copied > budget) {
                    throw refused("the entry \"" + entry.getName() + "\", which unpacks to more than is taken");
                }
                out.write(buffer, 0, n);
            }
            if (entry.getCrc() >= 0 && entry.getCrc() != in.getChecksum().getValue()) {
                throw new ZipException("the checksum of \"" + entry.getName() + "\" does not match");
            }
        }
        bytes += copied;
    }

    private static InputStream stream(ZipFile zip, ZipEntry entry) throws IOException {
        InputStream in = zip.getInputStream(entry);
        if (in == null) {
            throw new ZipException("\"" + entry.getName() + "\" is not there");
        }
        return in;
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

    private DownloadException refused(String what) {
        return new DownloadException(archive + ": refused, because it holds " + what);
    }
}
