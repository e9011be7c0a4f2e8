package org.amadeus.data.dataset.build;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.StoreFolder;
import org.amadeus.data.dataset.StoreIndex;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.StoredEvents;
import org.amadeus.data.dataset.input.MidiFolder;
import org.amadeus.data.dataset.input.ReadFile;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Sha256;

/**
 * Adds pieces to a store, or makes one anew. The data only grows; the index, replaced whole now and then, says how much
 * of it counts, so that a run that is killed loses what it did since the last index and nothing before. A store that is
 * made anew gets data of another name, and its index when it is done: until then, and if it never is, the old one stays.
 * Thread-safe.
 */
final class StoreWriter implements AutoCloseable {
    private static final long NANOS_BETWEEN_INDEXES = 10_000_000_000L;

    private final Path folder;
    private final StoreSettings settings;
    private final FileChannel lock;
    private final boolean replacing;
    private final boolean outdated;
    private final int number;
    private final FileChannel data;
    private final TreeMap<String, Piece> pieces = new TreeMap<>();
    private final TreeMap<String, SkippedFile> skipped = new TreeMap<>();
    private long length;
    private long lastIndex = System.nanoTime();

    /**
     * Opens the store in a folder, or makes one. A store that an earlier version of the codec made is made anew.
     *
     * @param afresh whether to replace what is there
     * @throws DatasetException where there is a store that was made in another way or is damaged, or another run
     *                          writes to it
     */
    StoreWriter(Path folder, StoreSettings settings, boolean afresh) throws IOException {
        this.folder = folder;
        this.settings = settings;
        AtomicFile.makeFolder(folder);
        StoreFolder.requireNoOther(folder);
        lock = StoreFolder.lock(folder);
        try {
            boolean exists = Files.exists(folder.resolve(StoreFolder.INDEX_FILE));
            outdated = exists && !afresh && StoreIndex.isOutdated(folder);
            replacing = exists && (afresh || outdated);
            number = exists && !replacing ? take(StoreIndex.read(folder)) : StoreFolder.freeNumber(folder);
            data = FileChannel.open(file(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
        try {
            if (data.size() < length) {
                throw new DatasetException(file() + ": damaged, it has " + data.size() + " bytes, the index says "
                        + length + ". preprocess --force makes the dataset anew");
            }
            data.truncate(length);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private int take(StoreIndex index) {
        if (!index.settings().equals(settings)) {
            throw new DatasetException(folder + ": this dataset was made with "
                    + index.settings().differencesFrom(settings)
                    + ". Give the same options, or preprocess --force makes it anew");
        }
        index.pieces().forEach(piece -> pieces.put(piece.name(), piece));
        index.skipped().forEach(file -> skipped.put(file.name(), file));
        length = index.dataLength();
        return index.dataNumber();
    }

    private Path file() {
        return StoreFolder.data(folder, number);
    }

    /** Whether what is there is of an earlier version, and so is made anew. */
    boolean isOutdated() {
        return outdated;
    }

    /** Whether this very file, unchanged, has been dealt with. */
    synchronized boolean knows(MidiFolder.Found file) {
        if (file.archive() && knowsContent(file)) {
            return true;
        }
        Piece piece = pieces.get(file.name());
        SkippedFile skip = skipped.get(file.name());
        return piece != null && piece.fileSize() == file.size() && piece.modified() == file.modified()
                || skip != null && skip.fileSize() == file.size() && skip.modified() == file.modified();
    }

    /** Whether what came from an archive is as old as that. */
    private boolean knowsContent(MidiFolder.Found archive) {
        String first = archive.name() + "/";
        Map.Entry<String, Piece> piece = pieces.ceilingEntry(first);
        Map.Entry<String, SkippedFile> skip = skipped.ceilingEntry(first);
        return piece != null
                        && piece.getKey().startsWith(first)
                        && piece.getValue().modified() == archive.modified()
                || skip != null
                        && skip.getKey().startsWith(first)
                        && skip.getValue().modified() == archive.modified();
    }

    /** How many pieces there are. */
    synchronized int pieces() {
        return pieces.size();
    }

    /** How many pieces there are that {@code which} takes by their names. */
    synchronized int count(Predicate<String> which) {
        return (int) pieces.keySet().stream().filter(which).count();
    }

    /** Drops the pieces and skipped files that {@code which} takes by their names. */
    synchronized void drop(Predicate<String> which) {
        pieces.keySet().removeIf(which);
        skipped.keySet().removeIf(which);
    }

    /** Adds a piece, or notes why a file is none. What failed is not kept: it is tried again. */
    void take(ReadFile file) throws IOException {
        switch (file.outcome()) {
            case PIECE -> add(file);
            case UNUSABLE -> skip(file, file.messages().get(0));
            case FAILED -> {}
        }
    }

    private synchronized void add(ReadFile file) throws IOException {
        byte[] bytes = file.events();
        if (bytes.length > PerformanceDataset.LONGEST_PIECE) {
            skip(file, bytes.length + " events, expected " + PerformanceDataset.LONGEST_PIECE + " at most");
            return;
        }
        CRC32 crc = new CRC32();
        crc.update(bytes);
        write(bytes);
        Piece piece = new Piece(
                file.name(), file.size(), file.modified(), split(bytes), length, bytes.length, file.seconds(), (int)
                        crc.getValue());
        length += bytes.length;
        pieces.put(file.name(), piece);
        skipped.remove(file.name());
        indexNowAndThen();
    }

    private void write(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        try {
            for (long at = length; buffer.hasRemaining(); ) {
                at += data.write(buffer, at);
            }
        } catch (IOException e) {
            throw new DatasetException(
                    file() + ": cannot be written, " + e.getMessage()
                            + ". Run again when that is mended: it goes on from about here",
                    e);
        }
    }

    private synchronized void skip(ReadFile file, String reason) throws IOException {
        String line = reason.length() > 1000 ? reason.substring(0, 1000) + ".." : reason;
        skipped.put(file.name(), new SkippedFile(file.name(), file.size(), file.modified(), line));
        pieces.remove(file.name());
        indexNowAndThen();
    }

    /** Every piece, in the order of the names. */
    synchronized List<Piece> all() {
        return List.copyOf(pieces.values());
    }

    /** What the pieces are made of. */
    StoredEvents stored() {
        return new StoredEvents(file().toUri().toString(), settings.profile());
    }

    /** Leaves out a piece that could be used. */
    synchronized void leaveOut(Piece piece, String why) {
        pieces.remove(piece.name());
        leaveOut(piece.name(), piece.fileSize(), piece.modified(), why);
    }

    /** Likewise, before it is read. */
    synchronized void leaveOut(String name, long fileSize, long modified, String why) {
        pieces.remove(name);
        skipped.put(name, new SkippedFile(name, fileSize, modified, SkippedFile.LEFT_OUT + why));
    }

    /** Forgets what was left out, so that it is read again. */
    synchronized void forgetLeftOut() {
        skipped.values().removeIf(SkippedFile::isLeftOut);
    }

    /** Puts a piece into a part, where it is still there. */
    synchronized void hold(Piece piece, Split part) {
        pieces.computeIfPresent(piece.name(), (name, there) -> there.in(part));
    }

    /** The part that a piece lies in by its own music. */
    Split splitOfMusic(Piece piece) {
        try (FileChannel in = FileChannel.open(file())) {
            ByteBuffer bytes = ByteBuffer.allocate(piece.events());
            while (bytes.hasRemaining() && in.read(bytes, piece.offset() + bytes.position()) >= 0) {
                continue;
            }
            return split(bytes.array());
        } catch (IOException e) {
            throw new DatasetException(file() + ": cannot be read, " + e.getMessage(), e);
        }
    }

    /** By the music itself, so that a piece that is there twice lies in one part; or by whatever else names a set. */
    Split split(byte[] events) {
        long hash = ByteBuffer.wrap(Sha256.digest().digest(events)).getLong();
        return (hash >>> 11) * 0x1p-53 < settings.validRatio() ? Split.VALID : Split.TRAIN;
    }

    private void indexNowAndThen() throws IOException {
        if (!replacing && System.nanoTime() - lastIndex > NANOS_BETWEEN_INDEXES) {
            index();
        }
    }

    private StoreIndex index() throws IOException {
        data.force(false);
        StoreIndex index = new StoreIndex(
                settings, number, length, new ArrayList<>(pieces.values()), new ArrayList<>(skipped.values()));
        index.write(folder);
        lastIndex = System.nanoTime();
        return index;
    }

    /** Makes everything so far last, and deletes what it replaced. */
    synchronized StoreIndex finish() throws IOException {
        StoreIndex index = index();
        StoreFolder.deleteOtherData(folder, number);
        return index;
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            data.close();
        }
    }
}
