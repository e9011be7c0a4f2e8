package org.amadeus.spark.preprocess;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.data.dataset.input.PieceReader;
import org.amadeus.data.midi.read.MidiReader;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;

/** Archives of MIDI files, read from the beginning to the end, one file in memory at a time. */
final class Archives {
    private static final List<String> ENDINGS = List.of(".tar", ".tar.gz", ".tgz", ".zip");
    private static final int TAR_RECORD = 512;
    private static final int BUFFER = 1 << 16;
    /** What an index has room for. */
    private static final int LONGEST_NAME = 1000;

    private Archives() {}

    /** Whether a file of that name is one. */
    static boolean isArchive(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /**
     * Reads the MIDI files in an archive; their names begin with its own. One that is damaged gives what comes before the
     * damage.
     */
    static void read(FileSource archive, PieceReader reader, MidiInput.Sink out) throws IOException {
        try (Walk walk = new Walk(archive)) {
            for (Entry entry = walk.next(); entry != null; entry = walk.next()) {
                byte[] bytes = entry.bytes();
                String source = archive.source() + "/" + entry.name();
                out.take(reader.read(
                        archive.file().name() + "/" + entry.name(),
                        bytes.length,
                        archive.file().modified(),
                        tolerance -> MidiReader.parse(source, bytes, tolerance)));
            }
        } catch (UnreadableException e) {
            out.take(archive.unusable("the archive is damaged or ends early, " + e.getMessage()
                    + "; the MIDI files before that were read"));
        }
    }

    private record Entry(String name, byte[] bytes) {}

    private static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableException(Exception cause) {
            super(cause.getMessage() == null ? cause.toString() : cause.getMessage(), cause);
        }
    }

    /** The MIDI files in an archive, one after the other. */
    private static final class Walk implements AutoCloseable {
        private final InputStream raw;
        private final ArchiveInputStream<? extends ArchiveEntry> in;

        Walk(FileSource archive) throws IOException, UnreadableException {
            raw = new BufferedInputStream(archive.open(), BUFFER);
            try {
                String name = archive.file().name().toLowerCase(Locale.ROOT);
                if (name.endsWith(".zip")) {
                    requireZip();
                    in = new ZipArchiveInputStream(raw, StandardCharsets.UTF_8.name(), true, true);
                } else {
                    in = new TarArchiveInputStream(name.endsWith(".tar") ? raw : new GZIPInputStream(raw, BUFFER));
                }
            } catch (IOException e) {
                raw.close();
                throw new UnreadableException(e);
            }
        }

        /** The next MIDI file, null where there is none. */
        Entry next() throws UnreadableException {
            try {
                ArchiveEntry entry = in.getNextEntry();
                while (entry != null && (entry.isDirectory() || !MidiFolder.isMidi(entry.getName()))) {
                    entry = in.getNextEntry();
                }
                if (entry == null && in instanceof TarArchiveInputStream && in.getBytesRead() % TAR_RECORD != 0) {
                    throw new EOFException("it ends in the middle of a record");
                }
                return entry == null
                        ? null
                        : new Entry(shortened(entry.getName()), in.readNBytes(MidiReader.LARGEST_FILE + 1));
            } catch (IOException | IllegalArgumentException e) {
                throw new UnreadableException(e);
            }
        }

        /** The reader of zip archives takes what is none for one without entries. */
        private void requireZip() throws IOException {
            raw.mark(2);
            if (raw.read() != 'P' || raw.read() != 'K') {
                throw new ZipException("no zip archive");
            }
            raw.reset();
        }

        private static String shortened(String name) {
            return name.length() <= LONGEST_NAME ? name : ".." + name.substring(name.length() - LONGEST_NAME);
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }
}
