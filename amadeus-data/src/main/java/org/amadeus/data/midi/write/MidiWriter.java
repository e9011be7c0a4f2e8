package org.amadeus.data.midi.write;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.Division;
import org.amadeus.data.midi.MetaEvent;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.midi.SysexEvent;

/** Writes Standard MIDI Files, with running status. */
public final class MidiWriter {
    private static final int LONGEST_DELTA = (1 << 28) - 1;

    private MidiWriter() {}

    /** Writes a file, whole or not at all. */
    public static void write(MidiFile midi, Path file) throws IOException {
        byte[] bytes = toBytes(midi);
        AtomicFile.write(file, out -> out.write(bytes));
    }

    /**
     * Writes a file that is not there yet, whole or not at all.
     *
     * @throws java.nio.file.FileAlreadyExistsException where it is there
     */
    public static void writeNew(MidiFile midi, Path file) throws IOException {
        byte[] bytes = toBytes(midi);
        AtomicFile.writeNew(file, out -> out.write(bytes));
    }

    /**
     * The bytes of a file. A track without an end of track event gets one; a rest of more than 2^28 - 1 ticks, which no
     * delta time can say, is parted by empty text events.
     */
    public static byte[] toBytes(MidiFile midi) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ascii(out, "MThd");
        big(out, 6, 4);
        big(out, midi.format(), 2);
        big(out, midi.tracks().size(), 2);
        if (midi.division() instanceof Division.Smpte smpte) {
            big(out, -smpte.frames(), 1);
            big(out, smpte.ticksPerFrame(), 1);
        } else {
            big(out, ((Division.Beats) midi.division()).ticksPerBeat(), 2);
        }
        for (MidiTrack track : midi.tracks()) {
            byte[] body = trackBytes(track);
            ascii(out, "MTrk");
            big(out, body.length, 4);
            bytes(out, body);
        }
        return out.toByteArray();
    }

    private static byte[] trackBytes(MidiTrack track) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        long tick = 0;
        int runningStatus = 0;
        boolean ended = false;
        for (MidiEvent event : track.events()) {
            for (; event.tick() - tick > LONGEST_DELTA; tick += LONGEST_DELTA) {
                // A rest longer than a delta time can say: a text of no letters in the midst of it.
                variable(out, LONGEST_DELTA);
                bytes(out, new byte[] {(byte) 0xFF, MetaEvent.TEXT, 0});
                runningStatus = 0;
            }
            variable(out, event.tick() - tick);
            tick = event.tick();
            if (event instanceof ChannelMessage message) {
                if (message.status() != runningStatus) {
                    out.write(message.status());
                }
                runningStatus = message.status();
                out.write(message.data1());
                if (ChannelMessage.dataBytes(message.status()) == 2) {
                    out.write(message.data2());
                }
            } else if (event instanceof MetaEvent meta) {
                runningStatus = 0;
                out.write(0xFF);
                out.write(meta.type());
                variable(out, meta.data().length);
                bytes(out, meta.data());
                ended = meta.type() == MetaEvent.END_OF_TRACK;
            } else if (event instanceof SysexEvent sysex) {
                runningStatus = 0;
                out.write(sysex.status());
                variable(out, sysex.data().length);
                bytes(out, sysex.data());
            }
        }
        if (!ended) {
            bytes(out, new byte[] {0, (byte) 0xFF, MetaEvent.END_OF_TRACK, 0});
        }
        return out.toByteArray();
    }

    private static void bytes(ByteArrayOutputStream out, byte[] bytes) {
        out.write(bytes, 0, bytes.length);
    }

    private static void ascii(ByteArrayOutputStream out, String text) {
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
    }

    private static void big(ByteArrayOutputStream out, int value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write(value >> shift);
        }
    }

    private static void variable(ByteArrayOutputStream out, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("an event " + -value + " ticks before the one that it follows");
        }
        for (int shift = 21; shift > 0; shift -= 7) {
            if (value >> shift > 0) {
                out.write((int) (value >> shift & 0x7F) | 0x80);
            }
        }
        out.write((int) value & 0x7F);
    }
}
