package org.amadeus.charts.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The TFRecord framing. A record is its length (uint64, little-endian), the masked CRC of these 8 bytes, the data, the
 * masked CRC of the data (tensorflow/core/lib/io/record_writer.h).
 */
final class RecordWriter {
    private static final int MASK_DELTA = 0xa282ead8;

    private final OutputStream out;
    private final CRC32C crc = new CRC32C();

    RecordWriter(OutputStream out) {
        this.out = out;
    }

    void write(byte[] data) throws IOException {
        byte[] length = littleEndian(8).putLong(data.length).array();
        out.write(length);
        out.write(littleEndian(4).putInt(maskedCrc(length)).array());
        out.write(data);
        out.write(littleEndian(4).putInt(maskedCrc(data)).array());
    }

    /** CRC-32C, rotated and offset: a CRC of data that holds CRCs would be weak (tensorflow/core/lib/hash/crc32c.h). */
    private int maskedCrc(byte[] data) {
        crc.reset();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), 15) + MASK_DELTA;
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
