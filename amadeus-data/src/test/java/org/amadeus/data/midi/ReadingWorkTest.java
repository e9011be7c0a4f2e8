package org.amadeus.data.midi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.function.IntFunction;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Smf;
import org.amadeus.data.midi.read.Tolerance;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The work of finding notes grows as the file does, whatever the file is like: it is counted, not timed. */
class ReadingWorkTest {
    /** Most steps for an event: it is heard, ends a note, which is released and ended. */
    private static final int MOST = 4;

    /** What a file consists of. */
    enum Shape {
        ONE_PITCH(n -> Smf.bytes(0, 0x90, 60, 64)),
        STRUCK_AGAIN_AND_AGAIN(n -> Smf.bytes(1, 0x90, n % 128, 64)),
        ALL_CHANNELS(n -> Smf.bytes(n % 3, 0x90 | n % 16, n * 7 % 128, n % 5 == 0 ? 0 : 64)),
        HELD_BY_THE_PEDAL(n -> n == 0 ? Smf.bytes(0, 0xB0, 64, 127) : Smf.bytes(1, 0x90, n / 2 % 128, n % 2 * 64)),
        PEDAL_ON_AND_OFF(n -> Smf.bytes(0, 0xB0, 64, n % 2 * 127)),
        ALL_NOTES_OFF(n -> n < 2000 ? Smf.bytes(0, 0x90 | n % 16, n % 128, 64) : Smf.bytes(0, 0xB0, 123, 0)),
        ALL_SOUND_OFF(n -> n < 2000 ? Smf.bytes(0, 0x90 | n % 16, n % 128, 64) : Smf.bytes(0, 0xB1, 120, 0)),
        RESETS(n -> n % 2 == 0 ? Smf.bytes(0, 0xB0, 64, 127) : Smf.bytes(0, 0xB0, 121, 0)),
        TEMPO_CHANGES(n -> n % 2 == 0 ? Smf.bytes(1, 0xFF, 0x51, 3, 7, n % 256, 9) : Smf.bytes(1, 0x90, 60, n % 4)),
        SYSTEM_EXCLUSIVE(n -> Smf.bytes(0, 0xF0, 1, 0xF7));

        private final IntFunction<byte[]> event;

        Shape(IntFunction<byte[]> event) {
            this.event = event;
        }

        byte[] file(int tracks, int eventsEach) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(Smf.header(1, tracks, 480));
            for (int track = 0; track < tracks; track++) {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                for (int n = 0; n < eventsEach; n++) {
                    body.writeBytes(event.apply(n));
                }
                out.writeBytes(Smf.chunk("MTrk", body.toByteArray()));
            }
            return out.toByteArray();
        }
    }

    /** How many events make a track of at most so many bytes. */
    private static int eventsOf(Shape shape, int bytes) {
        int events = 0;
        for (int length = 0; length + shape.event.apply(events).length <= bytes - 8; events++) {
            length += shape.event.apply(events).length;
        }
        return events;
    }

    @ParameterizedTest
    @EnumSource
    void stepsAreBoundedByEvents(Shape shape) {
        for (int[] size : new int[][] {{1, 1000}, {1, 64_000}, {16, 4000}, {1000, 64}}) {
            MidiFile file = MidiReader.parse("x", shape.file(size[0], size[1]), Tolerance.USUAL);
            ExpressiveNotes notes = new ExpressiveNotes(file, true);
            notes.read();
            long events = (long) size[0] * size[1];
            assertTrue(notes.steps() <= MOST * events, size[0] + " tracks of " + size[1] + ": " + notes.steps());
        }
    }

    /** Prints how long files of 1/8 to 16 MiB take; what is asserted is the work, as the clock is anybody's. */
    @Test
    @Tag("slow")
    void timesOfReading() {
        System.out.printf(
                Locale.ROOT,
                "%-24s %8s %8s %8s %8s %8s   seconds at so many MiB%n",
                "",
                ".125",
                "1",
                "4",
                "16",
                "events");
        for (Shape shape : Shape.values()) {
            System.out.printf(Locale.ROOT, "%-24s", shape);
            long events = 0;
            for (int bytes : new int[] {1 << 17, 1 << 20, 4 << 20, MidiReader.LARGEST_FILE}) {
                byte[] file = shape.file(13, eventsOf(shape, bytes / 13 - 8));
                double best = Double.POSITIVE_INFINITY;
                for (int run = 0; run < 3; run++) {
                    long began = System.nanoTime();
                    MidiFile midi = MidiReader.parse("x", file, Tolerance.USUAL);
                    ExpressiveNotes notes = new ExpressiveNotes(midi, true);
                    notes.read();
                    best = Math.min(best, (System.nanoTime() - began) / 1e9);
                    events = midi.tracks().stream()
                            .mapToLong(t -> t.events().size())
                            .sum();
                    assertTrue(notes.steps() <= MOST * events, shape + ", " + bytes + " bytes: " + notes.steps());
                }
                System.out.printf(Locale.ROOT, " %8.3f", best);
            }
            System.out.printf(Locale.ROOT, " %8d%n", events);
        }
    }
}
