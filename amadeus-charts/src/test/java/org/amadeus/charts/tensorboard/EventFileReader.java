package org.amadeus.charts.tensorboard;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tensorflow.proto.Event;

/** Reads an event file by TensorFlow's own messages and a CRC written out bit by bit, sharing nothing with the writer. */
final class EventFileReader {
    private EventFileReader() {}

    static List<Event> read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        List<Event> events = new ArrayList<>();
        while (bytes.hasRemaining()) {
            byte[] length = new byte[8];
            bytes.get(length);
            requireCrc(length, bytes.getInt());
            byte[] data = new byte
                    [(int) ByteBuffer.wrap(length)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .getLong()];
            bytes.get(data);
            requireCrc(data, bytes.getInt());
            events.add(Event.parseFrom(data));
        }
        return events;
    }

    static int maskedCrc(byte[] data) {
        int crc = ~0;
        for (byte each : data) {
            crc ^= each & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
            }
        }
        crc = ~crc;
        return ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static void requireCrc(byte[] data, int found) throws IOException {
        if (maskedCrc(data) != found) {
            throw new IOException("CRC does not hold for " + data.length + " bytes");
        }
    }
}
