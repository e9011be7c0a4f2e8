package org.amadeus.ui.osc;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An OSC message.
 *
 * @param address   {@code /amadeus/mode}
 * @param arguments Integer, Long, Float, Double, String, Boolean or byte[]; {@link #NIL} and {@link #IMPULSE} have no value
 */
public record OscMessage(String address, List<Object> arguments) {
    /** What stands for nothing. */
    static final Object NIL = Tag.NIL;
    /** What stands for "now", a button. */
    static final Object IMPULSE = Tag.IMPULSE;

    private enum Tag {
        NIL,
        IMPULSE
    }

    public OscMessage {
        arguments = List.copyOf(arguments);
    }

    public static OscMessage of(String address, Object... arguments) {
        return new OscMessage(address, List.of(arguments));
    }

    /**
     * As a packet.
     *
     * @throws IllegalArgumentException where an argument is no Integer, Float or String: nothing else is sent
     */
    public byte[] packet() {
        OscBytes bytes = new OscBytes().text(address);
        StringBuilder tags = new StringBuilder(",");
        for (Object each : arguments) {
            tags.append(each instanceof Integer ? 'i' : each instanceof Float ? 'f' : 's');
        }
        bytes.text(tags.toString());
        for (Object each : arguments) {
            if (each instanceof Integer number) {
                bytes.number(number);
            } else if (each instanceof Float number) {
                bytes.number(Float.floatToIntBits(number));
            } else if (each instanceof String text) {
                bytes.text(text);
            } else {
                throw new IllegalArgumentException(each + " can't be sent");
            }
        }
        return bytes.done();
    }

    /** Bytes that grow, in units of four. */
    private static final class OscBytes {
        private byte[] bytes = new byte[64];
        private int length;

        OscBytes text(String text) {
            byte[] letters = text.getBytes(StandardCharsets.UTF_8);
            int room = letters.length / 4 * 4 + 4;
            need(room);
            System.arraycopy(letters, 0, bytes, length, letters.length);
            length += room;
            return this;
        }

        void number(int value) {
            need(4);
            for (int shift = 24; shift >= 0; shift -= 8) {
                bytes[length++] = (byte) (value >> shift);
            }
        }

        private void need(int room) {
            if (length + room > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * (length + room));
            }
        }

        byte[] done() {
            return Arrays.copyOf(bytes, length);
        }
    }
}
