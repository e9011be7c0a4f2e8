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
import org.amadeus.data.io.AtomicFile;

/**
 * The table of contents of a store, {@code index.bin}: a magic number, a version, the settings, the length of the data
 * that it speaks of, the pieces, the skipped files, and a CRC-32 of all that. Numbers big-endian, texts as
 * {@link java.io.DataOutput#writeUTF} writes them.
 *
 * @param settings   how the store was made
 * @param dataLength bytes of {@code events.bin} that are in use; what lies beyond was never finished
 * @param pieces     in the order of their names
 * @param skipped    likewise
 */
record StoreIndex(StoreSettings settings, long dataLength, List<Piece> pieces, List<SkippedFile> skipped) {
    static final String DATA_FILE = "events.bin";
    static final String INDEX_FILE = "index.bin";
    private static final int MAGIC = 0x414D4453; // "AMDS"
    private static final int VERSION = 1;

    StoreIndex {
        pieces = List.copyOf(pieces);
        skipped = List.copyOf(skipped);
    }

    /** Whether there is a store in that folder, even a damaged one. */
    static boolean isStore(Path folder) {
        return Files.exists(folder.resolve(INDEX_FILE)) || Files.exists(folder.resolve(DATA_FILE));
    }

    /**
     * Reads the index of a store.
     *
     * @throws DatasetException where there is none or it is damaged
     */
    static StoreIndex read(Path folder) throws IOException {
        Path file = folder.resolve(INDEX_FILE);
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(folder + ": no dataset here (" + INDEX_FILE
                    + " is missing). \"amadeus preprocess MIDI_DIR " + folder + "\" makes one");
        }
        byte[] bytes = Files.readAllBytes(file);
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, Math.max(0, bytes.length - Integer.BYTES));
        if (bytes.length < 12 || ByteBuffer.wrap(bytes).getInt() != MAGIC) {
            throw damaged(file, "it is no index of a dataset", null);
        }
        int version = ByteBuffer.wrap(bytes).getInt(4);
        if (version != VERSION) {
            throw new DatasetException(file + ": version " + version + " of the format, this program reads " + VERSION
                    + ". preprocess --force makes the dataset anew");
        }
        if (ByteBuffer.wrap(bytes).getInt(bytes.length - Integer.BYTES) != (int) crc.getValue()) {
            throw damaged(file, "its checksum does not match its content", null);
        }
        try (DataInputStream in =
                new DataInputStream(new ByteArrayInputStream(bytes, 8, bytes.length - 8 - Integer.BYTES))) {
            return read(in);
        } catch (IOException | RuntimeException e) {
            throw damaged(file, "it ends early or holds nonsense", e);
        }
    }

    private static DatasetException damaged(Path file, String how, Exception cause) {
        return new DatasetException(file + ": damaged, " + how + ". preprocess --force makes the dataset anew", cause);
    }

    private static StoreIndex read(DataInputStream in) throws IOException {
        StoreSettings settings = new StoreSettings(CodecProfile.of(in.readUTF()), in.readBoolean(), in.readDouble());
        long dataLength = in.readLong();
        List<Piece> pieces = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Piece piece = new Piece(
                    in.readUTF(),
                    in.readLong(),
                    in.readLong(),
                    in.readBoolean() ? Split.VALID : Split.TRAIN,
                    in.readLong(),
                    in.readInt(),
                    in.readDouble(),
                    in.readInt());
            if (piece.events() < 1 || piece.offset() < 0 || piece.offset() > dataLength - piece.events()) {
                throw new IOException(piece.name() + " lies outside the data");
            }
            pieces.add(piece);
        }
        List<SkippedFile> skipped = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            skipped.add(new SkippedFile(in.readUTF(), in.readLong(), in.readLong(), in.readUTF()));
        }
        return new StoreIndex(settings, dataLength, pieces, skipped);
    }

    /** Replaces the index of a store. The data that it speaks of must be on the disk already. */
    void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(INDEX_FILE), this::writeTo);
    }

    private void writeTo(OutputStream out) throws IOException {
        CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
        DataOutputStream data = new DataOutputStream(checked);
        data.writeInt(MAGIC);
        data.writeInt(VERSION);
        data.writeUTF(settings.profile().id());
        data.writeBoolean(settings.pedal());
        data.writeDouble(settings.validRatio());
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
