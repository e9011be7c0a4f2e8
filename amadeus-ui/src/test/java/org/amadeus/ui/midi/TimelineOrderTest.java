package org.amadeus.ui.midi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.data.midi.Division;
import org.amadeus.data.midi.MetaEvent;
import org.amadeus.data.midi.MidiEvent;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.notes.Note;
import org.junit.jupiter.api.Test;

/** What comes at the same time, and when a piece is over; ticks of a millisecond. */
class TimelineOrderTest {
    private static MidiFile file(MidiTrack... tracks) {
        return new MidiFile("made", 1, new Division.Beats(500), List.of(tracks), List.of());
    }

    /** Ticks, statuses and data, four numbers a message; ends a tick after the last. */
    private static MidiTrack track(int... numbers) {
        List<MidiEvent> events = new ArrayList<>();
        for (int i = 0; i < numbers.length; i += 4) {
            events.add(new ChannelMessage(numbers[i], numbers[i + 1], numbers[i + 2], numbers[i + 3]));
        }
        return endingAt(numbers[numbers.length - 4] + 1, events);
    }

    private static MidiTrack endingAt(long tick, List<MidiEvent> events) {
        List<MidiEvent> all = new ArrayList<>(events);
        all.add(new MetaEvent(tick, MetaEvent.END_OF_TRACK, new byte[0]));
        return new MidiTrack(all);
    }

    private static List<String> texts(Timeline timeline) {
        return timeline.messages().stream()
                .map(m -> Math.round(1000 * m.seconds()) + " " + Integer.toHexString(m.status()) + " " + m.data1() + " "
                        + m.data2())
                .toList();
    }

    @Test
    void aRepetitionWrittenAsOnAndOffLastsAsLongAsItIsWritten() {
        Timeline timeline =
                Timeline.of(file(track(0, 0x90, 60, 70, 1000, 0x90, 60, 90, 1000, 0x80, 60, 0, 2000, 0x80, 60, 0)));
        assertEquals(List.of("0 90 60 70", "1000 80 60 0", "1000 90 60 90", "2000 80 60 0"), texts(timeline));
        assertEquals(2, timeline.seconds(), 1e-9);
    }

    @Test
    void soDoesOneOfTwoHandsOnOneChannel() {
        MidiTrack left = track(0, 0x90, 60, 70, 1000, 0x90, 60, 0);
        MidiTrack right = track(1000, 0x90, 60, 90, 2000, 0x90, 60, 0);
        List<String> expected = List.of("0 90 60 70", "1000 80 60 0", "1000 90 60 90", "2000 80 60 0");
        assertEquals(expected, texts(Timeline.of(file(left, right))));
        assertEquals(expected, texts(Timeline.of(file(right, left))));
    }

    @Test
    void aKeyThatTwoTracksHoldIsDownUntilBothLetGo() {
        MidiTrack left = track(0, 0x90, 60, 70, 1500, 0x90, 60, 0);
        MidiTrack right = track(1000, 0x90, 60, 90, 2000, 0x90, 60, 0);
        assertEquals(
                List.of("0 90 60 70", "1000 80 60 0", "1000 90 60 90", "2000 80 60 0"),
                texts(Timeline.of(file(left, right))));
    }

    @Test
    void aStrikeInUnisonIsOne() {
        MidiTrack left = track(0, 0x90, 60, 70, 500, 0x90, 60, 0);
        MidiTrack right = track(0, 0x90, 60, 90, 1000, 0x90, 60, 0);
        assertEquals(List.of("0 90 60 90", "1000 80 60 0"), texts(Timeline.of(file(left, right))));
    }

    @Test
    void aNoteOfNoLengthIsStruckAndLetGo() {
        assertEquals(
                List.of("10 90 60 70", "10 80 60 0"),
                texts(Timeline.of(file(track(10, 0x90, 60, 70, 10, 0x80, 60, 0, 10, 0x80, 60, 0)))));
    }

    @Test
    void controllersAfterTheLastNoteAreNoMusic() {
        Timeline timeline = Timeline.of(
                file(track(0, 0x90, 60, 70, 1000, 0x80, 60, 0, 5000, 0xB0, 7, 100, 1_800_000, 0xB0, 7, 90)));
        assertEquals(1, timeline.seconds(), 1e-9);
        assertEquals(List.of("0 90 60 70", "1000 80 60 0"), texts(timeline));
    }

    @Test
    void thePedalHoldsTheLastNote() {
        Timeline timeline = Timeline.of(
                file(track(0, 0xB0, 64, 127, 0, 0x90, 60, 70, 1000, 0x80, 60, 0, 4000, 0xB0, 64, 0, 9000, 0xB0, 7, 0)));
        assertEquals(4, timeline.seconds(), 1e-9);
        Timeline late =
                Timeline.of(file(track(0, 0xB0, 64, 127, 0, 0x90, 60, 70, 1000, 0x80, 60, 0, 1_800_000, 0xB0, 64, 0)));
        assertEquals(21, late.seconds(), 1e-9);
        assertEquals("21000 b0 64 0", texts(late).get(3));
    }

    @Test
    void whatIsNeverLetGoIsLetGoAtTheEnd() {
        List<MidiEvent> open = List.of(
                new ChannelMessage(0, 0xB3, 64, 127),
                new ChannelMessage(0, 0x93, 60, 70),
                new ChannelMessage(0, 0x93, 64, 70));
        Timeline soon = Timeline.of(file(endingAt(3000, open)));
        assertEquals(3, soon.seconds(), 1e-9);
        assertEquals(
                new TreeSet<>(List.of("3000 83 60 0", "3000 83 64 0", "3000 b3 64 0")),
                new TreeSet<>(texts(soon).subList(3, 6)));
        assertEquals(20, Timeline.of(file(endingAt(1_800_000, open))).seconds(), 1e-9);
    }

    /** What sounds when is what reading the file says, and what comes of it is tidy. */
    @Property(tries = 300)
    void playingAndReadingAgree(@ForAll long seed) {
        Random random = new Random(seed);
        MidiTrack[] tracks = new MidiTrack[1 + random.nextInt(3)];
        for (int t = 0; t < tracks.length; t++) {
            List<MidiEvent> events = new ArrayList<>();
            int tick = 0;
            events.add(new ChannelMessage(0, 0x90, 63, 1));
            for (int i = 0; i < 60; i++) {
                tick += random.nextInt(3) == 0 ? random.nextInt(20) : 0;
                int kind = random.nextInt(20);
                events.add(
                        kind == 0
                                ? new ChannelMessage(tick, 0xB0, random.nextBoolean() ? 123 : 120, 0)
                                : new ChannelMessage(
                                        tick, 0x90, 60 + random.nextInt(3), kind < 9 ? 0 : 1 + random.nextInt(100)));
            }
            tracks[t] = endingAt(1300, events);
        }
        MidiFile file = file(tracks);
        Timeline timeline = Timeline.of(file);
        boolean[][] read = new boolean[128][1300];
        for (Note note : file.notes()) {
            for (int at = ticks(note.start()); at < ticks(note.end()); at++) {
                read[note.pitch()][at] = true;
            }
        }
        boolean[][] played = new boolean[128][1300];
        int[] since = new int[128];
        Arrays.fill(since, -1);
        for (TimedMessage m : timeline.messages()) {
            int command = m.status() & 0xF0;
            if (command == 0x90) {
                assertEquals(-1, since[m.data1()], "struck while down, seed " + seed);
                since[m.data1()] = ticks(m.seconds());
            } else {
                boolean all = command == 0xB0;
                for (int pitch = all ? 0 : m.data1(); pitch < (all ? 128 : m.data1() + 1); pitch++) {
                    assertTrue(all || since[pitch] >= 0, "let go while up, seed " + seed);
                    for (int at = since[pitch]; at >= 0 && at < ticks(m.seconds()); at++) {
                        played[pitch][at] = true;
                    }
                    since[pitch] = -1;
                }
            }
        }
        for (int pitch = 0; pitch < 128; pitch++) {
            assertEquals(-1, since[pitch], "down at the end, seed " + seed);
            assertArrayEquals(read[pitch], played[pitch], "pitch " + pitch + ", seed " + seed);
        }
    }

    private static int ticks(double seconds) {
        return (int) Math.round(1000 * seconds);
    }
}
