package org.amadeus.web.portable;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.io.Printable;
import org.amadeus.model.network.ModelConfig;

/**
 * A {@link PortableModel} as a file, little-endian:
 *
 * <pre>
 *   8 bytes  "AMADEUSW"
 *   int      version, 1
 *   5 ints   init, events, controls, hidden, layers
 *   text     the codec profile: an int, how many bytes of UTF-8, and these
 *   int      how many lines the card has; of each two texts, label and text
 *   layers   initial, embedding, input, of each recurrent layer that of its input and that of its state, output:
 *            int8 [rows, columns], float32 steps [rows], float32 bias [rows]
 *   int      CRC-32 of all bytes before it
 * </pre>
 *
 * Its length follows from its head, and is checked before anything is read that is as long as the head says.
 */
public final class PortableModelFile {
    private static final byte[] MAGIC = "AMADEUSW".getBytes(StandardCharsets.US_ASCII);
    private static final int VERSION = 1;
    private static final int MOST_HIDDEN = 4096;
    private static final int MOST_CARD_LINES = 64;
    private static final int MOST_TEXT = 4096;
    /** The longest file, bytes. */
    public static final int MOST_BYTES = 256 << 20;

    private final String name;
    private final ByteBuffer bytes;

    private PortableModelFile(String name, ByteBuffer bytes) {
        this.name = name;
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The file's bytes. */
    public static byte[] write(PortableModel model) {
        long size = MAGIC.length + 7L * Integer.BYTES;
        size += text(model.config().profile().id()).length + Integer.BYTES;
        for (Map.Entry<String, String> line : model.card().entrySet()) {
            size += text(line.getKey()).length + text(line.getValue()).length + 2L * Integer.BYTES;
        }
        for (PortableLayer layer : model.layers()) {
            size += bytes(layer.rows(), layer.columns());
        }
        PortableModelFile file = new PortableModelFile("", ByteBuffer.allocate(Math.toIntExact(size + Integer.BYTES)));
        file.writeHead(model);
        model.layers().forEach(file::writeLayer);
        file.bytes.putInt(checksum(file.bytes.array()));
        return file.bytes.array();
    }

    private void writeHead(PortableModel model) {
        ModelConfig config = model.config();
        bytes.put(MAGIC).putInt(VERSION);
        bytes.putInt(config.initDim()).putInt(config.eventDim()).putInt(config.controlDim());
        bytes.putInt(config.hiddenDim()).putInt(config.gruLayers());
        writeText(config.profile().id());
        bytes.putInt(model.card().size());
        model.card().forEach((label, text) -> {
            writeText(label);
            writeText(text);
        });
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void writeText(String text) {
        byte[] utf = text(text);
        bytes.putInt(utf.length).put(utf);
    }

    private void writeLayer(PortableLayer layer) {
        bytes.put(layer.weights());
        for (float step : layer.steps()) {
            bytes.putFloat(step);
        }
        for (float bias : layer.bias()) {
            bytes.putFloat(bias);
        }
    }

    private static long bytes(long rows, long columns) {
        return rows * columns + 2 * Float.BYTES * rows;
    }

    /** Of all bytes but the last four. */
    private static int checksum(byte[] file) {
        CRC32 sum = new CRC32();
        sum.update(file, 0, file.length - Integer.BYTES);
        return (int) sum.getValue();
    }

    /**
     * Reads a file.
     *
     * @param name what messages call it
     * @throws AmadeusException where the bytes are no such file, of another version, damaged or cut off
     */
    public static PortableModel read(String name, byte[] file) {
        if (file.length > MOST_BYTES) {
            throw new AmadeusException(name + ": has " + file.length + " bytes, expected at most " + MOST_BYTES);
        }
        try {
            return new PortableModelFile(name, ByteBuffer.wrap(file)).read(file);
        } catch (BufferUnderflowException e) {
            throw new AmadeusException(name + ": ends too early, after " + file.length + " bytes; load it again", e);
        } catch (IllegalArgumentException e) {
            throw new AmadeusException(name + ": " + e.getMessage(), e);
        }
    }

    private PortableModel read(byte[] file) {
        byte[] magic = new byte[MAGIC.length];
        bytes.get(magic);
        if (!Arrays.equals(magic, MAGIC)) {
            throw new AmadeusException(name + ": is no model for a browser, which amadeus export --web writes");
        }
        int version = bytes.getInt();
        if (version != VERSION) {
            throw new AmadeusException(
                    name + ": is of version " + version + ", expected " + VERSION + "; export the model again");
        }
        int[] head = {bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt(), bytes.getInt()};
        CodecProfile profile = CodecProfile.of(Printable.escape(readText()));
        ModelConfig config = new ModelConfig(head[0], head[1], head[2], head[3], head[4], 0, profile);
        if (config.hiddenDim() > MOST_HIDDEN) {
            throw new IllegalArgumentException(
                    "has " + config.hiddenDim() + " units a layer, expected at most " + MOST_HIDDEN);
        }
        Map<String, String> card = readCard();
        List<PortableModel.Size> sizes = PortableModel.sizes(config);
        long expected = bytes.position() + Integer.BYTES;
        for (PortableModel.Size size : sizes) {
            expected += bytes(size.rows(), size.columns());
        }
        if (file.length != expected) {
            throw new IllegalArgumentException("has " + file.length + " bytes, expected " + expected);
        }
        if (checksum(file) != bytes.getInt(file.length - Integer.BYTES)) {
            throw new IllegalArgumentException("its checksum is wrong: it was damaged on its way, load it again");
        }
        List<PortableLayer> layers = new ArrayList<>();
        for (PortableModel.Size size : sizes) {
            layers.add(readLayer(size));
        }
        return new PortableModel(config, card, layers);
    }

    private String readText() {
        int length = bytes.getInt();
        if (length < 0 || length > MOST_TEXT) {
            throw new IllegalArgumentException("a text has " + length + " bytes, expected at most " + MOST_TEXT);
        }
        byte[] utf = new byte[length];
        bytes.get(utf);
        return new String(utf, StandardCharsets.UTF_8);
    }

    private Map<String, String> readCard() {
        int lines = bytes.getInt();
        if (lines < 0 || lines > MOST_CARD_LINES) {
            throw new IllegalArgumentException("its card has " + lines + " lines, expected at most " + MOST_CARD_LINES);
        }
        Map<String, String> card = new LinkedHashMap<>();
        for (int line = 0; line < lines; line++) {
            String label = readText();
            card.put(label, readText());
        }
        return card;
    }

    private PortableLayer readLayer(PortableModel.Size size) {
        int rows = (int) size.rows();
        int columns = (int) size.columns();
        byte[] weights = new byte[rows * columns];
        bytes.get(weights);
        return new PortableLayer(rows, columns, weights, readFloats(rows), readFloats(rows));
    }

    private float[] readFloats(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = bytes.getFloat();
        }
        return values;
    }
}
