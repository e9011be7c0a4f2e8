package org.amadeus.spark.preprocess;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.amadeus.data.dataset.DatasetException;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.data.dataset.input.ReadFile;
import org.amadeus.data.io.AtomicFile;

/**
 * A part of a store on its way into it: a magic number, how it was made, then what became of each file, the end, and a
 * CRC-32 of all that. Numbers big-endian.
 */
final class Shard {
    private static final int MAGIC = 0x414D5331; // "AMS1"
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_PIECE = 1 << 28;
    private static final int END = -1;

    /** Hands over what the shard is to hold. */
    @FunctionalInterface
    interface Content {
        void writeTo(MidiInput.Sink out) throws IOException;
    }

    private Shard() {}

    /** Writes a shard; it is there when it is whole. */
    static void write(Path file, StoreSettings settings, Content content) throws IOException {
        try {
            AtomicFile.write(file, out -> {
                CheckedOutputStream checked = new CheckedOutputStream(out, new CRC32());
                DataOutputStream data = new DataOutputStream(checked);
                data.writeInt(MAGIC);
                text(data, settings.toString());
                content.writeTo(each -> write(data, each));
                data.writeByte(END);
                data.writeInt((int) checked.getChecksum().getValue());
                data.flush();
            });
        } catch (IOException e) {
            throw new DatasetException(
                    file + ": a worker cannot write this part of the dataset, " + e.getMessage()
                            + ". OUT_DIR must be a folder that all workers see and may write to",
                    e);
        }
    }

    private static void write(DataOutputStream out, ReadFile file) throws IOException {
        out.writeByte(file.outcome().ordinal());
        text(out, file.name());
        out.writeLong(file.size());
        out.writeLong(file.modified());
        out.writeDouble(file.seconds());
        out.writeInt(file.messages().size());
        for (String message : file.messages()) {
            text(out, message);
        }
        out.writeInt(file.events().length);
        out.write(file.events());
    }

    /**
     * Hands over what a shard holds: nothing where it was made in another way.
     *
     * @throws DatasetException where it is damaged, or not there
     */
    static void read(Path file, StoreSettings settings, MidiInput.Sink sink) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new DatasetException(file + ": a worker wrote this part of the dataset, and it is not here."
                    + " OUT_DIR must be a folder that all workers see");
        }
        verify(file);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            in.readInt();
            if (!text(in).equals(settings.toString())) {
                return;
            }
            for (int outcome = in.readByte(); outcome != END; outcome = in.readByte()) {
                sink.take(next(in, ReadFile.Outcome.values()[outcome]));
            }
        }
    }

    private static void verify(Path file) throws IOException {
        long length = Files.size(file) - Integer.BYTES;
        CheckedInputStream in =
                new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32());
        try (DataInputStream data = new DataInputStream(in)) {
            boolean whole = length > Integer.BYTES && data.readInt() == MAGIC;
            if (whole) {
                data.skipNBytes(length - Integer.BYTES);
                int sum = (int) in.getChecksum().getValue();
                whole = data.readInt() == sum;
            }
            if (!whole) {
                throw new DatasetException(file + ": damaged. Delete it and run again");
            }
        }
    }

    private static ReadFile next(DataInputStream in, ReadFile.Outcome outcome) throws IOException {
        String name = text(in);
        long size = in.readLong();
        long modified = in.readLong();
        double seconds = in.readDouble();
        List<String> messages = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            messages.add(text(in));
        }
        byte[] events = bytes(in, LONGEST_PIECE);
        return new ReadFile(name, size, modified, outcome, events, seconds, messages);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int length = Math.min(bytes.length, LONGEST_TEXT);
        out.writeInt(length);
        out.write(bytes, 0, length);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in, LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in, int most) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new IOException("a part of " + length + " bytes in a shard");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }
}
