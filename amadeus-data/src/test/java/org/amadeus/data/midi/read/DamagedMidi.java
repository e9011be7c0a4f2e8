package org.amadeus.data.midi.read;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiFile;

/** Right MIDI files drawn at random, as chunks that a test can spoil one by one. */
final class DamagedMidi {
    /** Bodies of the tracks, each with its end of track event. */
    final List<byte[]> tracks = new ArrayList<>();

    private final Random random;

    DamagedMidi(Random random) {
        this.random = random;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            tracks.add(track());
        }
    }

    /** The file as it should be. */
    byte[] whole() {
        return file(tracks.size(), chunks());
    }

    /** The chunks of the tracks as they should be. */
    List<byte[]> chunks() {
        List<byte[]> chunks = new ArrayList<>();
        tracks.forEach(body -> chunks.add(Smf.chunk("MTrk", body)));
        return chunks;
    }

    /** A chunk of a program's own. */
    byte[] vendor() {
        byte[] body = new byte[random.nextInt(20)];
        random.nextBytes(body);
        return Smf.chunk("XF" + (char) ('A' + random.nextInt(26)) + "H", body);
    }

    static byte[] file(int declared, List<byte[]> chunks) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Smf.header(1, declared, 96));
        chunks.forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** A track's chunk that says it has {@code length} bytes. */
    static byte[] chunkOf(byte[] body, long length) {
        byte[] chunk = Smf.chunk("MTrk", body);
        for (int i = 0; i < 4; i++) {
            chunk[4 + i] = (byte) (length >> 24 - 8 * i);
        }
        return chunk;
    }

    private byte[] track() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int status = 0;
        for (int i = 1 + random.nextInt(30); i > 0; i--) {
            if (random.nextInt(4) == 0) {
                out.write(0x81);
            }
            out.write(random.nextInt(128));
            switch (random.nextInt(8)) {
                case 0 -> {
                    byte[] text = random.nextBoolean() ? "MTrk".getBytes() : new byte[random.nextInt(9)];
                    out.writeBytes(Smf.bytes(0xFF, 1 + random.nextInt(7), text.length));
                    out.writeBytes(text);
                }
                case 1 -> out.writeBytes(Smf.bytes(0xF0, 2, random.nextInt(128), 0xF7));
                case 2 -> out.writeBytes(Smf.bytes(0xFF, 0x51, 3, 1 + random.nextInt(12), random.nextInt(256), 9));
                case 3 -> status = status(out, 0, 0xB0 | random.nextInt(2), random.nextInt(128));
                default -> status = status(out, status, 0x90 | random.nextInt(2), 30 + random.nextInt(70));
            }
        }
        out.writeBytes(Smf.bytes(random.nextInt(128), 0xFF, 0x2F, 0));
        return out.toByteArray();
    }

    private int status(ByteArrayOutputStream out, int running, int status, int data1) {
        if (status != running) {
            out.write(status);
        }
        out.write(data1);
        out.write(random.nextInt(3) == 0 ? 0 : random.nextInt(128));
        return status;
    }

    /** The channel messages of all tracks, track after track. */
    static List<List<MidiEvent>> messages(MidiFile file) {
        return file.tracks().stream()
                .map(track -> track.events().stream()
                        .filter(ChannelMessage.class::isInstance)
                        .toList())
                .toList();
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
