package org.amadeus.ui.osc;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads OSC packets from anyone: messages, and bundles of them, whose time tags are passed over. Work and memory are bounded by
 * {@link #MOST_BYTES}, {@link #MOST_MESSAGES} and {@link #MOST_DEPTH}.
 */
public final class OscReader {
    /** The longest packet. */
    public static final int MOST_BYTES = 4096;
    /** Messages a packet has at most. */
    static final int MOST_MESSAGES = 64;
    /** How deep bundles lie in bundles. */
    static final int MOST_DEPTH = 4;
    /** Arguments a message has at most. */
    static final int MOST_ARGUMENTS = 32;

    private static final byte[] BUNDLE = "#bundle\0".getBytes(StandardCharsets.US_ASCII);
    private static final int TIME_TAG = 8;

    private final List<OscMessage> messages = new ArrayList<>();

    private OscReader() {}

    /**
     * The messages of a packet, in order.
     *
     * @throws OscException where it is none; nothing of it counts then
     */
    public static List<OscMessage> read(byte[] packet) {
        if (packet.length > MOST_BYTES) {
            throw new OscException("a packet of more than " + MOST_BYTES + " bytes");
        }
        OscReader reader = new OscReader();
        reader.element(ByteBuffer.wrap(packet), 0);
        return reader.messages;
    }

    /** Reads a message or a bundle, which is all of {@code bytes}. */
    private void element(ByteBuffer bytes, int depth) {
        int length = bytes.remaining();
        if (length == 0 || length % 4 != 0) {
            throw new OscException(length + " bytes, expected a multiple of 4");
        }
        byte first = bytes.get(bytes.position());
        if (first == '/') {
            message(bytes);
        } else if (isBundle(bytes)) {
            bundle(bytes, depth);
        } else {
            throw new OscException("starts with byte " + (first & 0xFF) + ", expected / or #bundle");
        }
    }

    private static boolean isBundle(ByteBuffer bytes) {
        for (int i = 0; i < BUNDLE.length; i++) {
            if (i >= bytes.remaining() || bytes.get(bytes.position() + i) != BUNDLE[i]) {
                return false;
            }
        }
        return true;
    }

    private void bundle(ByteBuffer bytes, int depth) {
        if (depth == MOST_DEPTH) {
            throw new OscException("bundles in bundles, more than " + MOST_DEPTH + " deep");
        }
        need(bytes, BUNDLE.length + TIME_TAG, "the head of a bundle");
        bytes.position(bytes.position() + BUNDLE.length + TIME_TAG);
        while (bytes.hasRemaining()) {
            int size = bytes.getInt();
            need(bytes, size, "a part of a bundle");
            element(bytes.slice(bytes.position(), size), depth + 1);
            bytes.position(bytes.position() + size);
        }
    }

    private void message(ByteBuffer bytes) {
        if (messages.size() == MOST_MESSAGES) {
            throw new OscException("more than " + MOST_MESSAGES + " messages in a packet");
        }
        String address = text(bytes, "an address");
        // Old programs send no types where there are no arguments.
        String tags = bytes.hasRemaining() ? text(bytes, "types") : ",";
        if (!tags.startsWith(",") || tags.length() > 1 + MOST_ARGUMENTS) {
            throw new OscException("types \"" + tags + "\", expected a comma and at most " + MOST_ARGUMENTS);
        }
        List<Object> arguments = new ArrayList<>();
        for (int i = 1; i < tags.length(); i++) {
            arguments.add(argument(tags.charAt(i), bytes));
        }
        if (bytes.hasRemaining()) {
            throw new OscException(bytes.remaining() + " bytes more than types \"" + tags + "\" say");
        }
        messages.add(new OscMessage(address, arguments));
    }

    private static Object argument(char tag, ByteBuffer bytes) {
        String what = "type " + tag;
        switch (tag) {
            case 'i', 'f', 'b' -> need(bytes, 4, what);
            case 'h', 'd' -> need(bytes, 8, what);
            default -> {}
        }
        return switch (tag) {
            case 'i' -> bytes.getInt();
            case 'f' -> bytes.getFloat();
            case 'h' -> bytes.getLong();
            case 'd' -> bytes.getDouble();
            case 's', 'S' -> text(bytes, what);
            case 'b' -> blob(bytes, what);
            case 'T' -> true;
            case 'F' -> false;
            case 'N' -> OscMessage.NIL;
            case 'I' -> OscMessage.IMPULSE;
            default -> throw new OscException("type \"" + tag + "\" is not known, expected one of ifsbhdSTFNI");
        };
    }

    private static byte[] blob(ByteBuffer bytes, String what) {
        int size = bytes.getInt();
        need(bytes, size, what);
        byte[] blob = new byte[size];
        bytes.get(blob);
        skip(bytes, size, what);
        return blob;
    }

    private static String text(ByteBuffer bytes, String what) {
        int from = bytes.position();
        int end = from;
        while (end < bytes.limit() && bytes.get(end) != 0) {
            end++;
        }
        byte[] letters = new byte[end - from];
        bytes.get(letters);
        need(bytes, 1, what);
        bytes.get();
        skip(bytes, letters.length + 1, what);
        return new String(letters, StandardCharsets.UTF_8);
    }

    /** Passes over what fills up a multiple of four. */
    private static void skip(ByteBuffer bytes, int length, String what) {
        int padding = -length & 3;
        need(bytes, padding, what);
        bytes.position(bytes.position() + padding);
    }

    private static void need(ByteBuffer bytes, int count, String what) {
        if (count < 0 || count > bytes.remaining()) {
            throw new OscException(what + " of " + count + " bytes, " + bytes.remaining() + " are left");
        }
    }
}
