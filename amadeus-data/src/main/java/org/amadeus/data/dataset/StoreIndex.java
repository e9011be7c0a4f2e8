package org.amadeus.data.dataset;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.midi.read.Tolerance;

/**
 * The table of contents of a store, {@code index.bin}: a magic number, a version, the settings, the number of the data
 * file and the length of the data that it speaks of, the pieces, the skipped files, and a CRC-32 of all that. Numbers
 * big-endian, texts as {@link java.io.DataOutput#writeUTF} writes them.
 *
 * @param settings   how the store was made
 * @param dataNumber which data file it speaks of, see {@link StoreFolder#data}
 * @param dataLength bytes of that file that are in use; what lies beyond was never finished
 * @param pieces     in the order of their names
 * @param skipped    likewise
 */
public record StoreIndex(
        StoreSettings settings, int dataNumber, long dataLength, List<Piece> pieces, List<SkippedFile> skipped) {
    private static final int MAGIC = 0x414D4453; // "AMDS"
    private static final int VERSION = 2;
    private static final long LARGEST_INDEX = 1L << 28;
    private static final long MOST_DATA = 1L << 40;

    public StoreIndex {
        pieces = List.copyOf(pieces);
        skipped = List.copyOf(skipped);
    }

    /**
     * Reads the index of a store, one that this program can add to.
     *
     * @throws DatasetException where there is none, it is damaged, or another version of the program made it
     */
    public static StoreIndex read(Path folder) throws IOException {
        byte[] bytes = bytes(folder);
        requireThisVersion(folder, bytes);
        Path file = folder.resolve(StoreFolder.INDEX_FILE);
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, bytes.length - Integer.BYTES);
        if (ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES) != (int) crc.getValue()) {
            throw damaged(file, "its checksum does not match its content", null);
        }
        StoreIndex index;
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, 8, bytes.length - 8 - Integer.BYTES))) {
            index = read(in);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "it ends early or holds nonsense", e);
        }
        index.requireThisCodec(folder);
        return index;
    }

    /** Whether an earlier version of the program made the store, or its codec: all has to be read again. */
    public static boolean isOutdated(Path folder) throws IOException {
        byte[] bytes = bytes(folder);
        if (ByteBuffer.wrap(bytes).getInt(4) < VERSION) {
            return true;
        }
        requireThisVersion(folder, bytes);
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 8, bytes.length - 8))) {
            StoreSettings settings = settings(in);
            return settings.codecVersion() < EventCodec.of(settings.profile()).version();
        } catch (IOException | RuntimeException e) {
            return false; // whoever reads it says what is wrong
        }
    }

    /** The bytes of the index, at least 12; they begin as those of an index do. */
    private static byte[] bytes(Path folder) throws IOException {
        Path file = folder.resolve(StoreFolder.INDEX_FILE);
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(folder + ": no dataset here (" + StoreFolder.INDEX_FILE
                    + " is missing). \"amadeus preprocess MIDI_DIR " + folder + "\" makes one");
        }
        if (Files.size(file) > LARGEST_INDEX) {
            throw damaged(file, "it is larger than any index, " + (LARGEST_INDEX >> 20) + " MiB", null);
        }
        byte[] bytes = Files.readAllBytes(file);
        if (bytes.length < 12 || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
            throw damaged(file, "it is no index of a dataset", null);
        }
        return bytes;
    }

    private static void requireThisVersion(Path folder, byte[] index) {
        int version = ByteBuffer.wrap(index).getInt(4);
        if (version < VERSION) {
            throw new DatasetException(folder + ": an earlier version of this program made the dataset (version "
                    + version + " of its format, this program reads " + VERSION + "). " + again(folder));
        }
        if (version > VERSION) {
            throw new DatasetException(folder.resolve(StoreFolder.INDEX_FILE) + ": version " + version
                    + " of the format, this program reads " + VERSION
                    + ". Is it of a newer Amadeus? preprocess --force makes the dataset anew");
        }
    }

    private void requireThisCodec(Path folder) {
        int version = EventCodec.of(settings.profile()).version();
        if (settings.codecVersion() < version) {
            throw new DatasetException(folder + ": made by version " + settings.codecVersion() + " of the "
                    + settings.profile().id() + " codec, this program has version " + version + ". " + again(folder));
        }
        if (settings.codecVersion() > version) {
            throw new DatasetException(folder + ": made by version " + settings.codecVersion() + " of the "
                    + settings.profile().id() + " codec, this program has version " + version
                    + ". Is it of a newer Amadeus? preprocess --force makes the dataset anew");
        }
    }

    private static String again(Path folder) {
        return "\"amadeus preprocess MIDI_DIR " + folder + "\" makes it anew";
    }

    private static DatasetException damaged(Path file, String how, Exception cause) {
        return new DatasetException(file + ": damaged, " + how + ". preprocess --force makes the dataset anew", cause);
    }

    private static StoreSettings settings(DataInputStream in) throws IOException {
        return new StoreSettings(
                CodecProfile.of(in.readUTF()),
                in.readBoolean(),
                in.readDouble(),
                Tolerance.valueOf(in.readUTF()),
                in.readInt());
    }

    private static StoreIndex read(DataInputStream in) throws IOException {
        StoreSettings settings = settings(in);
        int dataNumber = in.readInt();
        long dataLength = in.readLong();
        if (dataNumber < 1 || dataLength < 0 || dataLength > MOST_DATA) {
            throw new IOException("data of number " + dataNumber + " and " + dataLength + " bytes");
        }
        List<Piece> pieces = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pieces.add(piece(in, dataLength));
        }
        List<SkippedFile> skipped = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            skipped.add(new SkippedFile(in.readUTF(), in.readLong(), in.readLong(), in.readUTF()));
        }
        if (in.read() >= 0) {
            throw new IOException("bytes after the end");
        }
        return new StoreIndex(settings, dataNumber, dataLength, pieces, skipped);
    }

    private static Piece piece(DataInputStream in, long dataLength) throws IOException {
        Piece piece = new Piece(
                in.readUTF(),
                in.readLong(),
                in.readLong(),
                in.readBoolean() ? Split.VALID : Split.TRAIN,
                in.readLong(),
                in.readInt(),
                in.readDouble(),
                in.readInt());
        boolean inside = piece.offset() >= 0 && piece.offset() <= dataLength - piece.events();
        if (piece.events() < 1 || piece.events() > PerformanceDataset.LONGEST_PIECE || !inside) {
            throw new IOException(piece.name() + " lies outside the data");
        }
        if (!(piece.seconds() >= 0 && Double.isFinite(piece.seconds()))) {
            throw new IOException(piece.name() + " lasts " + piece.seconds() + " s");
        }
        return piece;
    }

    /** Replaces the index of a store. The data that it speaks of must be on the disk already. */
    public void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(StoreFolder.INDEX_FILE), this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
        DataOutputStream data = new DataOutputStream(checked);
        data.writeInt(MAGIC);
        data.writeInt(VERSION);
        data.writeUTF(settings.profile().id());
        data.writeBoolean(settings.pedal());
        data.writeDouble(settings.validRatio());
        data.writeUTF(settings.tolerance().name());
        data.writeInt(settings.codecVersion());
        data.writeInt(dataNumber);
        data.writeLong(dataLength);
        data.writeInt(pieces.size());
        for (Piece piece : pieces) {
            data.writeUTF(piece.name());
            data.writeLong(piece.fileSize());
            data.writeLong(piece.modified());
            data.writeBoolean(piece.split() == Split.VALID);
            data.writeLong(piece.offset());
            data.writeInt(piece.events());
            data.writeDouble(piece.seconds());
            data.writeInt(piece.checksum());
        }
        data.writeInt(skipped.size());
        for (SkippedFile file : skipped) {
            data.writeUTF(file.name());
            data.writeLong(file.fileSize());
            data.writeLong(file.modified());
            data.writeUTF(file.reason());
        }
        data.writeInt((int) checked.getChecksum().getValue());
        data.flush();
    }
}
