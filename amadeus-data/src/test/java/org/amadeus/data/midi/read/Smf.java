package org.amadeus.data.midi.read;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes MIDI files byte by byte, right or wrong, for tests. */
public final class Smf {
    private Smf() {}

    /** A file with these track bodies; the numbers are bytes. */
    public static byte[] file(int format, int division, int[]... tracks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(header(format, tracks.length, division));
        for (int[] track : tracks) {
            out.writeBytes(track(track));
        }
        return out.toByteArray();
    }

    public static byte[] header(int format, int tracks, int division) {
        return chunk("MThd", bytes(0, format, tracks >> 8, tracks & 255, division >> 8 & 255, division & 255));
    }

    static byte[] track(int... body) {
        return chunk("MTrk", bytes(body));
    }

    public static byte[] chunk(String kind, byte[] body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(kind.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes(body.length >>> 24, body.length >> 16 & 255, body.length >> 8 & 255, body.length & 255));
        out.writeBytes(body);
        return out.toByteArray();
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
