package org.amadeus.model.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A zip archive in memory, read strictly: every entry lies inside the file, none overlaps another, none has a name that
 * could leave its folder, what is read is as long as it says and its checksum holds. Stored entries are returned as
 * slices, without a copy; deflated ones unpack to no more than a multiple of the archive. Layout: PKWARE's APPNOTE.TXT 4.3; no zip64, encryption or split archives.
 */
public final class ZipArchive {
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int DIRECTORY_SIGNATURE = 0x02014b50;
    private static final int DIRECTORY_BYTES = 46;
    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int MOST_ENTRIES = 1 << 14;
    /** Deflate makes at most this many bytes of one, beside a start. */
    private static final long MOST_INFLATION = 1032;

    private static final long INFLATION_START = 64;
    /** What all deflated entries together may unpack to, beside twice the archive. */
    private static final long SPARE_BYTES = 1 << 23;

    private record Entry(String name, int method, int crc, int from, int packed, int size) {}

    private final ByteBuffer bytes;
    private final String file;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    /** Bytes that may still be unpacked. */
    private long inflatable;

    /**
     * @param bytes the whole archive, from position to limit
     * @param file  its name, for messages
     * @throws SessionFormatException where the archive is damaged or uses what a session never does
     */
    public ZipArchive(ByteBuffer bytes, String file) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        this.file = file;
        this.inflatable = 2L * this.bytes.limit() + SPARE_BYTES;
        int end = findEnd();
        int count = unsignedShort(end + 10);
        long directorySize = unsignedInt(end + 12);
        long directory = unsignedInt(end + 16);
        if (unsignedInt(end + 4) != 0 || unsignedShort(end + 8) != count) {
            throw fault("is one part of a split zip archive");
        }
        if (count == 0xFFFF || directory == 0xFFFFFFFFL) {
            throw fault("is a zip64 archive, expected less than 65,535 entries and 2 GiB");
        }
        if (count > MOST_ENTRIES) {
            throw fault("has " + count + " entries, expected at most " + MOST_ENTRIES);
        }
        if (directory + directorySize > end) {
            throw fault("the zip directory reaches beyond the end of the file");
        }
        readDirectory((int) directory, (int) (directory + directorySize), count);
        requireNoOverlap((int) directory);
    }

    /** The entries' names, in the order of the directory. */
    public Set<String> names() {
        return Collections.unmodifiableSet(entries.keySet());
    }

    /** Whether there is an entry of that name. */
    public boolean contains(String name) {
        return entries.containsKey(name);
    }

    /**
     * Holds all entries to being stored as they are.
     *
     * @throws SessionFormatException naming one that is deflated
     */
    public void requireStored() {
        for (Entry entry : entries.values()) {
            if (entry.method != STORED) {
                throw fault("entry " + entry.name + " is deflated, expected entries that are stored as they are");
            }
        }
    }

    /**
     * An entry's content, little-endian, not to be written to.
     *
     * @param most how large it may be, in bytes
     * @throws SessionFormatException where it is missing, larger, damaged, or not as long as the directory says
     */
    public ByteBuffer read(String name, long most) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw fault("has no entry " + name);
        }
        if (entry.size > most) {
            throw fault("entry " + name + " has " + entry.size + " bytes, expected at most " + most);
        }
        ByteBuffer packed = bytes.slice(entry.from, entry.packed);
        ByteBuffer content = entry.method == STORED ? packed : inflate(entry, packed);
        CRC32 crc = new CRC32();
        crc.update(content.duplicate());
        if ((int) crc.getValue() != entry.crc) {
            throw fault("entry " + name + " is damaged: its checksum is " + Integer.toHexString((int) crc.getValue())
                    + ", the directory says " + Integer.toHexString(entry.crc));
        }
        return content.order(ByteOrder.LITTLE_ENDIAN);
    }

    private ByteBuffer inflate(Entry entry, ByteBuffer packed) {
        inflatable -= entry.size;
        if (inflatable < 0 || entry.size > MOST_INFLATION * entry.packed + INFLATION_START) {
            throw fault("entry " + entry.name + " says that " + entry.packed + " bytes unpack to " + entry.size
                    + ": refused");
        }
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(packed);
            ByteBuffer content = ByteBuffer.allocate(entry.size);
            while (content.hasRemaining() && inflater.inflate(content) > 0) {
                // Goes on until the declared size is reached or the data end.
            }
            if (content.hasRemaining() || inflater.inflate(new byte[1]) > 0 || !inflater.finished()) {
                throw fault("entry " + entry.name + " does not unpack to the " + entry.size
                        + " bytes that the directory says");
            }
            return content.flip();
        } catch (DataFormatException e) {
            throw new SessionFormatException(file, "entry " + entry.name + " is damaged: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
    }

    private int findEnd() {
        int last = bytes.limit() - END_BYTES;
        for (int at = last; at >= 0 && at >= last - 0xFFFF; at--) {
            if (bytes.getInt(at) == END_SIGNATURE && at + END_BYTES + unsignedShort(at + 20) == bytes.limit()) {
                return at;
            }
        }
        throw fault("the zip directory at its end is missing after " + bytes.limit()
                + " bytes: the file is truncated. Copy or download it again");
    }

    private void readDirectory(int directory, int end, int count) {
        int at = directory;
        for (int i = 0; i < count; i++) {
            if (at + DIRECTORY_BYTES > end || bytes.getInt(at) != DIRECTORY_SIGNATURE) {
                throw fault("entry " + i + " of the zip directory is damaged");
            }
            int nameLength = unsignedShort(at + 28);
            int next = at + DIRECTORY_BYTES + nameLength + unsignedShort(at + 30) + unsignedShort(at + 32);
            if (next > end) {
                throw fault("entry " + i + " of the zip directory is damaged");
            }
            Entry entry = entry(at, safeName(at + DIRECTORY_BYTES, nameLength), directory);
            if (entries.put(entry.name, entry) != null) {
                throw fault("has two entries " + entry.name);
            }
            at = next;
        }
    }

    private Entry entry(int at, String name, int directory) {
        int method = unsignedShort(at + 10);
        long packed = unsignedInt(at + 20);
        long size = unsignedInt(at + 24);
        long local = unsignedInt(at + 42);
        if ((unsignedShort(at + 8) & 1) != 0) {
            throw fault("entry " + name + " is encrypted");
        }
        if (method != STORED && method != DEFLATED) {
            throw fault("entry " + name + " is packed by method " + method + ", expected 0 (stored) or 8 (deflated)");
        }
        if (local + LOCAL_BYTES > directory || bytes.getInt((int) local) != LOCAL_SIGNATURE) {
            throw fault("entry " + name + " does not begin where the zip directory says, at byte " + local);
        }
        long from = local + LOCAL_BYTES + unsignedShort((int) local + 26) + unsignedShort((int) local + 28);
        if (from + packed > directory || size > Integer.MAX_VALUE || method == STORED && size != packed) {
            throw fault("entry " + name + " reaches beyond its place in the archive");
        }
        return new Entry(name, method, bytes.getInt(at + 16), (int) from, (int) packed, (int) size);
    }

    /** Overlapping entries are how a small archive unpacks to petabytes. */
    private void requireNoOverlap(int directory) {
        List<Entry> byPlace = new ArrayList<>(entries.values());
        byPlace.sort(Comparator.comparingInt(Entry::from));
        for (int i = 0; i < byPlace.size(); i++) {
            Entry entry = byPlace.get(i);
            int limit = i + 1 < byPlace.size() ? byPlace.get(i + 1).from - LOCAL_BYTES : directory;
            if (entry.from + entry.packed > limit) {
                throw fault("entry " + entry.name + " overlaps the next one");
            }
        }
    }

    private String safeName(int from, int length) {
        byte[] utf8 = new byte[length];
        bytes.get(from, utf8);
        String name = new String(utf8, StandardCharsets.UTF_8);
        boolean unsafe = name.isEmpty()
                || name.startsWith("/")
                || name.chars().anyMatch(c -> c == '\\' || c == ':' || c < 0x20)
                || ("/" + name + "/").contains("/../");
        if (unsafe) {
            throw fault("has an entry named \"" + name.replaceAll("\\p{Cntrl}", "?")
                    + "\", a path that could leave its folder: refused");
        }
        return name;
    }

    private int unsignedShort(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    private long unsignedInt(int at) {
        return bytes.getInt(at) & 0xFFFFFFFFL;
    }

    private SessionFormatException fault(String what) {
        return new SessionFormatException(file, what);
    }
}
