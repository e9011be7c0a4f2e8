package org.amadeus.model.file;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a zip archive whose bytes depend on its content alone: no time stamps, entries stored as they are (weights
 * hardly deflate, and stored ones are read without a copy), each beginning at a multiple of 64 bytes, as PyTorch does.
 */
public final class ZipWriter implements AutoCloseable {
    private static final int ALIGNMENT = 64;
    private static final int LOCAL_BYTES = 30;
    private static final int EXTRA_HEADER_BYTES = 4;
    /** The earliest month for which the JDK writes no time stamp of its own, in the local time zone, beside this one. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 2, 1, 0, 0);
    /** "FB": the extra field that PyTorch pads with. */
    private static final int PADDING_ID = 0x4246;

    private final ZipOutputStream zip;
    private long written;

    public ZipWriter(OutputStream out) {
        zip = new ZipOutputStream(out);
        zip.setMethod(ZipOutputStream.STORED);
    }

    /**
     * Adds an entry.
     *
     * @param name ASCII, relative, with forward slashes
     */
    public void add(String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        entry.setSize(content.length);
        entry.setCompressedSize(content.length);
        entry.setCrc(crc.getValue());
        byte[] padding = padding(written + LOCAL_BYTES + name.length());
        entry.setExtra(padding);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
        written += LOCAL_BYTES + name.length() + padding.length + content.length;
    }

    /** An extra field that fills up to the next boundary. */
    private static byte[] padding(long at) {
        int length = EXTRA_HEADER_BYTES + (int) Math.floorMod(-(at + EXTRA_HEADER_BYTES), (long) ALIGNMENT);
        byte[] extra = new byte[length];
        extra[0] = (byte) PADDING_ID;
        extra[1] = (byte) (PADDING_ID >>> 8);
        extra[2] = (byte) (length - EXTRA_HEADER_BYTES);
        extra[3] = (byte) (length - EXTRA_HEADER_BYTES >>> 8);
        return extra;
    }

    /** Writes the directory; the stream stays open. */
    @Override
    public void close() throws IOException {
        zip.finish();
    }
}
