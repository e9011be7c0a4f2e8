package org.amadeus.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.TrackBuilder;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.mode.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is played with the pedal sounds as long as without: answers are played, written, and read with the pedal. */
class SustainedTest {
    /** A tick of the file, seconds. */
    private static final double TICK = 0.5 / 960;

    private static final int LONGEST = EventVocabulary.SIZE - 1;

    @Test
    void threeHandsNeedThePedal() {
        List<String> said = new ArrayList<>();
        Sustained sustained = new Sustained(telling(said), true);
        int[] chord = {36, 60, 64, 84};
        for (int i = 0; i < chord.length; i++) {
            sustained.strike(i, chord[i], 64);
        }
        assertEquals(3.03, sustained.advance(3), 1e-9);
        sustained.release(5, 60);
        sustained.release(5, 64);
        assertEquals(List.of("36", "60", "64", "84", "down 3.03", "up 5.0", "-60", "-64"), said);
    }

    @Test
    void tenFingersHoldTenNotesAndNotEleven() {
        List<String> said = new ArrayList<>();
        Sustained sustained = new Sustained(telling(said), true);
        for (int i = 0; i < 10; i++) {
            sustained.strike(i, (i < 5 ? 48 : 60) + i, 64);
        }
        assertEquals(10, said.size(), said::toString);
        sustained.strike(10, 72, 64);
        sustained.advance(11);
        assertEquals("down 10.03", said.get(11));
    }

    @Test
    void offIsOff() {
        List<String> said = new ArrayList<>();
        Sustained sustained = new Sustained(telling(said), false);
        for (int pitch = 30; pitch < 60; pitch++) {
            sustained.strike(pitch, pitch, 64);
        }
        assertEquals(30, said.size(), said::toString);
    }

    @ParameterizedTest
    @EnumSource
    void madeUpAnswersSoundAsLong(CodecProfile profile) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int pedals = 0;
        for (int piece = 0; piece < 30; piece++) {
            List<Note> notes = new ArrayList<>();
            for (double time = 0; time < 20; time += exponential(random) * 0.15) {
                notes.add(new Note(time, time + 0.02 + exponential(random), 21 + random.nextInt(88), 64));
            }
            pedals += compare(EventCodec.of(profile), NoteSequence.of(notes), 21, "seed " + seed);
        }
        assertTrue(pedals > 100, pedals + " times down, seed " + seed);
    }

    /** The performances were played with a pedal, which the notes hold out; their answer has it again. */
    @Test
    void realPerformancesSoundAsLong() throws IOException {
        Path folder = Path.of(System.getProperty("amadeus.shared", "../../shared"), "data/asap/valid");
        assumeTrue(Files.isDirectory(folder), () -> folder + " is not there");
        EventCodec codec = EventCodec.of(CodecProfile.EXPRESSIVE);
        int pedals = 0;
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all =
                    files.filter(f -> f.toString().endsWith(".mid")).sorted().toList();
            for (int i = 0; i < all.size(); i += 6) {
                pedals += compare(
                        codec,
                        codec.read(MidiReader.read(all.get(i)), true),
                        60,
                        all.get(i).toString());
            }
        }
        assertTrue(pedals > 150, pedals + " times down");
    }

    /** Plays the first seconds of music told at once and told long before; returns how often the pedal went down. */
    private static int compare(EventCodec codec, NoteSequence music, double seconds, String what) {
        List<Note> first = music.asList().stream()
                .filter(note -> note.start() < music.start() + seconds)
                .toList();
        EventSequence events = codec.encode(NoteSequence.of(first));
        int pedals = 0;
        for (double lead : new double[] {0, 4}) {
            MidiFileBuilder bareFile = new MidiFileBuilder(960, 120);
            assertEquals(0, play(codec, events, lead, false, bareFile.track("bare")));
            MidiFileBuilder file = new MidiFileBuilder(960, 120);
            pedals = play(codec, events, lead, true, file.track("answer"));
            List<Note> bare = notes(bareFile);
            List<Note> sounding = notes(file);
            assertEquals(bare.size(), sounding.size(), what);
            for (int i = 0; i < bare.size(); i++) {
                assertEquals(bare.get(i).pitch(), sounding.get(i).pitch(), what);
                assertEquals(bare.get(i).start(), sounding.get(i).start(), TICK, what);
                assertEquals(bare.get(i).end(), sounding.get(i).end(), TICK, what + " " + bare.get(i));
            }
        }
        return pedals;
    }

    private static double exponential(Random random) {
        return -Math.log(1 - random.nextDouble());
    }

    private static List<Note> notes(MidiFileBuilder file) {
        List<Note> sorted = new ArrayList<>(
                EventCodec.of(CodecProfile.EXPRESSIVE).read(file.build(), true).asList());
        sorted.sort(Comparator.comparingDouble(Note::start).thenComparingInt(Note::pitch));
        return sorted;
    }

    private static int play(EventCodec codec, EventSequence events, double lead, boolean on, TrackBuilder track) {
        int[] place = {0};
        int[] pedals = {0};
        Conductor.Listener file = new Conductor.Listener() {
            private final double[] began = new double[128];
            private double moved;

            @Override
            public void strike(double at, int pitch, int velocity) {
                began[pitch] = at;
            }

            @Override
            public void release(double at, int pitch) {
                track.note(0, new Note(began[pitch], at, pitch, 64));
            }

            @Override
            public void pedal(double at, boolean down) {
                assertTrue(at >= moved, "back to " + at);
                moved = at;
                pedals[0] += down ? 1 : 0;
                track.pedal(0, at, down);
            }
        };
        Sustained sustained = new Sustained(file, on);
        Answer answer = new Answer(
                new ScriptedPartner(() -> place[0] < events.size() ? events.get(place[0]++) : LONGEST),
                codec,
                sustained,
                1,
                0,
                1e9,
                Plan.FREE,
                new Lookahead(lead, 0),
                Optional.empty());
        double last = events.seconds() + 30;
        for (double now = 0; now < last; ) {
            double next = answer.advance(now);
            next = Math.min(next, sustained.advance(now + lead) - lead);
            now = Math.max(now + 1e-4, Math.min(next, now + 0.05));
        }
        return pedals[0];
    }

    private static Conductor.Listener telling(List<String> said) {
        return new Conductor.Listener() {
            @Override
            public void strike(double at, int pitch, int velocity) {
                said.add("" + pitch);
            }

            @Override
            public void release(double at, int pitch) {
                said.add("-" + pitch);
            }

            @Override
            public void pedal(double at, boolean down) {
                said.add((down ? "down " : "up ") + at);
            }
        };
    }
}
