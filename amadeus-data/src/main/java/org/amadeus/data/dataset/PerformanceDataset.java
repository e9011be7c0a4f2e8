package org.amadeus.data.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Sha256;

/**
 * The pieces of a store, each checked against its checksum when first used. Immutable and thread-safe; a store that is
 * made anew meanwhile does not change it.
 */
public final class PerformanceDataset {
    public static final int LONGEST_PIECE = 1 << 28;
    /** How often the index is read again because the data that it named was gone: replaced in that very moment. */
    private static final int MOST_ATTEMPTS = 5;

    private final Path folder;
    private final Path file;
    private final StoreSettings settings;
    private final List<Piece> pieces;
    private final EventData data;
    private final AtomicIntegerArray checked;

    private PerformanceDataset(Path folder, Path file, StoreSettings settings, List<Piece> pieces, EventData data) {
        this.folder = folder;
        this.file = file;
        this.settings = settings;
        this.pieces = pieces;
        this.data = data;
        this.checked = new AtomicIntegerArray(pieces.size());
    }

    /**
     * Opens the store in a folder, all pieces of it.
     *
     * @throws DatasetException where there is none, it is damaged, or it holds no piece
     */
    public static PerformanceDataset open(Path folder) throws IOException {
        for (int attempt = 1; ; attempt++) {
            StoreIndex index = StoreIndex.read(folder);
            if (index.pieces().isEmpty()) {
                throw new DatasetException(folder + ": the dataset has no pieces, "
                        + Counted.of(index.skipped().size(), "file was", "files were") + " skipped, see "
                        + folder.resolve(StoreFolder.REPORT_FILE));
            }
            Path file = StoreFolder.data(folder, index.dataNumber());
            try {
                long size = Files.size(file);
                if (size < index.dataLength()) {
                    throw new DatasetException(file + ": damaged, it has " + size + " bytes, the index says "
                            + index.dataLength() + ". preprocess --force makes the dataset anew");
                }
                EventData data = EventData.of(file, index.dataLength());
                return new PerformanceDataset(folder, file, index.settings(), index.pieces(), data);
            } catch (NoSuchFileException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new DatasetException(
                            file + ": damaged, the index names this file and it is not there."
                                    + " preprocess --force makes the dataset anew",
                            e);
                }
            }
        }
    }

    /** The pieces of one part only. May be empty. */
    public PerformanceDataset part(Split split) {
        return only(piece -> piece.split() == split);
    }

    /** Some of the pieces, in their order. May be empty. */
    public PerformanceDataset only(Predicate<Piece> chosen) {
        return new PerformanceDataset(
                folder, file, settings, pieces.stream().filter(chosen).toList(), data);
    }

    /** Whether {@link #heldOut} has pieces to give. */
    public boolean hasHeldOut() {
        return settings.validRatio() == 0 || pieces.stream().anyMatch(piece -> piece.split() == Split.VALID);
    }

    /**
     * The pieces to judge by: those held out, or all where the store was made without holding any out.
     *
     * @throws DatasetException where some should have been held out, but there are too few pieces for that
     */
    public PerformanceDataset heldOut() {
        if (!hasHeldOut()) {
            throw new DatasetException(folder + ": of " + Counted.of(pieces.size(), "piece")
                    + " none was held out. Make it again with a larger --valid-ratio");
        }
        return settings.validRatio() == 0 ? this : part(Split.VALID);
    }

    public Path folder() {
        return folder;
    }

    public StoreSettings settings() {
        return settings;
    }

    public CodecProfile profile() {
        return settings.profile();
    }

    /** The pieces, unmodifiable. */
    public List<Piece> pieces() {
        return pieces;
    }

    /** Events of all pieces together. */
    public long eventCount() {
        return pieces.stream().mapToLong(Piece::events).sum();
    }

    /** Seconds of all pieces together. */
    public double seconds() {
        return pieces.stream().mapToDouble(Piece::seconds).sum();
    }

    /**
     * What tells these pieces from others: a checksum of their events, 32 hexadecimal digits. Neither names nor the place of
     * a dataset matter, the order of its pieces does.
     */
    public String fingerprint() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Integer.BYTES * pieces.size());
        for (Piece piece : pieces) {
            bytes.putInt(piece.events()).putInt(piece.checksum());
        }
        return Sha256.hex(bytes.array(), 16);
    }

    /**
     * The events of a piece.
     *
     * @param piece its place in {@link #pieces()}
     * @throws DatasetException where the store is damaged there
     */
    public EventSequence events(int piece) {
        return events(piece, 0, pieces.get(piece).events());
    }

    /** The events of a piece from {@code from} up to but not including {@code to}. */
    public EventSequence events(int piece, int from, int to) {
        Piece where = pieces.get(piece);
        if (from < 0 || to < from || to > where.events()) {
            throw new IndexOutOfBoundsException(from + " .. " + to + " of " + where.events() + " events");
        }
        if (checked.get(piece) == 0) {
            check(where);
            checked.set(piece, 1);
        }
        byte[] bytes = read(where, from, to - from);
        return EventSequence.ofBytes(bytes, 0, bytes.length);
    }

    private byte[] read(Piece piece, int from, int length) {
        try {
            return data.read(piece.offset() + from, length);
        } catch (IOException e) {
            throw new DatasetException(
                    file + ": cannot be read at " + piece.name() + ", " + e.getMessage()
                            + ". Has something changed it since it was opened?",
                    e);
        }
    }

    private void check(Piece piece) {
        CRC32 crc = new CRC32();
        byte[] bytes = read(piece, 0, piece.events());
        crc.update(bytes);
        boolean events = true;
        for (byte event : bytes) {
            events &= (event & 0xFF) < EventVocabulary.SIZE;
        }
        if (!events || (int) crc.getValue() != piece.checksum()) {
            throw new DatasetException(file + ": damaged, the checksum of " + piece.name()
                    + " does not match. preprocess --force makes the dataset anew");
        }
    }
}
