package org.amadeus.model.torch;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.file.ZipArchive;

/**
 * What {@code torch.save} wrote: an object and the storages its tensors lie in. Two containers are read: the zip of
 * PyTorch 1.6 and later, and the stream of pickles before it. The tar of PyTorch 0.1 is refused.
 */
public final class TorchFile {
    private static final BigInteger LEGACY_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
    private static final long LEGACY_PROTOCOL = 1001;
    private static final int MOST_PICKLE_BYTES = 1 << 24;

    private final String file;
    private final Object root;
    private final Map<String, ByteBuffer> storages;
    /** Bytes that tensors may still be read from: tensors that share storage must not multiply a small file. */
    private long budget;

    private TorchFile(String file, Object root, Map<String, ByteBuffer> storages) {
        this.file = file;
        this.root = root;
        this.storages = storages;
        storages.values().forEach(storage -> budget += storage.capacity());
    }

    /** Whether the bytes begin like the stream of pickles that PyTorch wrote before 1.6. */
    public static boolean isLegacy(ByteBuffer bytes) {
        byte[] magic = {(byte) 0x8a, 10, 0x6c, (byte) 0xfc, (byte) 0x9c};
        // From protocol 4 on the head of a frame stands before it.
        int at = bytes.remaining() > 2 && (bytes.get(2) & 0xFF) == 0x95 ? 11 : 2;
        return bytes.remaining() >= at + magic.length
                && (bytes.get(0) & 0xFF) == 0x80
                && bytes.slice(at, magic.length).equals(ByteBuffer.wrap(magic));
    }

    /** Reads the container of PyTorch 1.6 and later: one folder with data.pkl and data/0, data/1 .. */
    public static TorchFile readZip(ZipArchive zip, String file) {
        String pickle = zip.names().stream()
                .filter(name -> name.endsWith("/data.pkl") && name.indexOf('/') == name.length() - "/data.pkl".length())
                .findFirst()
                .orElseThrow(() -> new SessionFormatException(
                        file, "is a zip archive, but neither has a manifest.json nor a folder with data.pkl in it"));
        String folder = pickle.substring(0, pickle.length() - "data.pkl".length());
        if (zip.contains(folder + "constants.pkl")) {
            throw new SessionFormatException(
                    file, "is a TorchScript program, expected a session: a dict saved by torch.save");
        }
        if (zip.contains(folder + "byteorder")) {
            String order = StandardCharsets.US_ASCII
                    .decode(zip.read(folder + "byteorder", 16))
                    .toString();
            if (!order.equals("little")) {
                throw new SessionFormatException(file, "has byte order \"" + order + "\", expected \"little\"");
            }
        }
        TorchObjects objects = new TorchObjects();
        Object root = new PickleReader(zip.read(pickle, MOST_PICKLE_BYTES), file, "data.pkl", objects).read();
        Map<String, ByteBuffer> storages = new HashMap<>();
        objects.storages().forEach((key, storage) -> {
            long bytes = storage.total() * storage.type().bytes();
            ByteBuffer data = zip.read(folder + "data/" + key, bytes);
            if (data.remaining() != bytes) {
                throw new SessionFormatException(
                        file,
                        "storage data/" + key + " has " + data.remaining() + " bytes, data.pkl says " + storage.total()
                                + " elements of " + storage.type().bytes());
            }
            storages.put(key, data);
        });
        return new TorchFile(file, root, storages);
    }

    /** Reads the container before PyTorch 1.6: magic, version, system, object, keys; then each storage. */
    public static TorchFile readLegacy(ByteBuffer bytes, String file) {
        ByteBuffer in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        TorchObjects objects = new TorchObjects();
        if (!LEGACY_MAGIC.equals(new PickleReader(in, file, "magic number", objects).read())) {
            throw new SessionFormatException(file, "does not begin with PyTorch's magic number");
        }
        Object protocol = new PickleReader(in, file, "version", objects).read();
        if (!Long.valueOf(LEGACY_PROTOCOL).equals(protocol)) {
            throw new SessionFormatException(
                    file, "is of PyTorch's stream version " + protocol + ", expected " + LEGACY_PROTOCOL);
        }
        Object system = new PickleReader(in, file, "system information", objects).read();
        if (system instanceof Map<?, ?> map && Boolean.FALSE.equals(map.get("little_endian"))) {
            throw new SessionFormatException(file, "was written on a big-endian machine, expected a little-endian one");
        }
        Object root = new PickleReader(in, file, "object", objects).read();
        Object keys = new PickleReader(in, file, "storage keys", objects).read();
        return new TorchFile(file, root, legacyStorages(in, file, keys, objects.storages()));
    }

    private static Map<String, ByteBuffer> legacyStorages(
            ByteBuffer in, String file, Object keys, Map<String, StorageReference> known) {
        if (!(keys instanceof List<?> list)) {
            throw new SessionFormatException(file, "has no list of storage keys after its object");
        }
        Map<String, ByteBuffer> storages = new HashMap<>();
        for (Object key : list) {
            StorageReference storage = key instanceof String name ? known.get(name) : null;
            if (storage == null) {
                throw new SessionFormatException(file, "holds a storage that no tensor lies in");
            }
            long bytes = storage.total() * storage.type().bytes();
            if (in.remaining() < Long.BYTES + bytes) {
                throw new SessionFormatException(
                        file,
                        "storage " + key + " ends at byte " + in.limit() + ", " + (Long.BYTES + bytes - in.remaining())
                                + " bytes early: the file is truncated. Copy or download it again");
            }
            long count = in.getLong();
            if (count != storage.total()) {
                throw new SessionFormatException(
                        file, "storage " + key + " has " + count + " elements, its tensors say " + storage.total());
            }
            storages.put(storage.key(), in.slice(in.position(), (int) bytes).order(ByteOrder.LITTLE_ENDIAN));
            in.position(in.position() + (int) bytes);
        }
        return storages;
    }

    /** The object that was saved; tensors in it are {@link TorchTensor}s. */
    public Object root() {
        return root;
    }

    /** A tensor's elements, row-major. */
    public float[] read(TorchTensor tensor) {
        ByteBuffer storage = storages.get(tensor.storage().key());
        if (storage == null) {
            throw new SessionFormatException(
                    file, "has no storage " + tensor.storage().key());
        }
        budget -= (long) tensor.count() * tensor.storage().type().bytes();
        if (budget < 0) {
            throw new SessionFormatException(file, "its tensors share storage and ask for more data than it holds");
        }
        return tensor.read(storage);
    }
}
