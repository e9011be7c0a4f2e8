package org.amadeus.data.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class VariationTest {
    private static final EventCodec EXPRESSIVE = EventCodec.of(CodecProfile.EXPRESSIVE);

    /** Chords, repeated keys, notes of no length, rests between a millisecond and seconds. */
    private static NoteSequence music(long seed, int lowest, int highest) {
        Random random = new Random(seed);
        List<Note> notes = new ArrayList<>();
        double time = random.nextDouble();
        for (int i = 0; i < 400; i++) {
            int pitch = lowest + random.nextInt(highest - lowest + 1);
            double length = random.nextInt(5) == 0 ? 0 : Math.pow(10, -2.5 + 3 * random.nextDouble());
            notes.add(new Note(time, time + length, pitch, 1 + random.nextInt(127)));
            time += random.nextInt(3) == 0 ? 0 : Math.pow(10, -3 + 3 * random.nextDouble());
        }
        return NoteSequence.of(notes);
    }

    private static NoteSequence varied(NoteSequence notes, Variation variation) {
        List<Note> varied = new ArrayList<>();
        for (Note note : notes.stretched(1 / variation.tempo())) {
            int loudness = note.velocity() + 4 * variation.velocityShift();
            varied.add(new Note(
                    note.start(),
                    note.end(),
                    note.pitch() + variation.semitones(),
                    Math.max(2, Math.min(126, loudness))));
        }
        return NoteSequence.of(varied);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 3",
        "0, 1, -31",
        "5, 1, 0",
        "-6, 1, 0",
        "0, 0.9, 0",
        "0, 1.1, 0",
        "0, 0.5, 0",
        "0, 2, 0",
        "3, 0.95, -2",
        "-4, 1.05, 31"
    })
    void variedEventsAreTheEventsOfVariedNotes(int semitones, double tempo, int velocityShift) {
        Variation variation = new Variation(semitones, tempo, velocityShift);
        for (long seed = 0; seed < 40; seed++) {
            EventSequence events = EXPRESSIVE.encode(music(seed, 30, 100));
            assertEquals(
                    EXPRESSIVE.encode(varied(EXPRESSIVE.decode(events), variation)),
                    variation.of(events, EXPRESSIVE),
                    "seed " + seed);
        }
    }

    /** An octave the other way, where two notes may meet on one key: it is struck again, as decoding would have it. */
    @ParameterizedTest
    @CsvSource({"5, 0.9", "-6, 1.1", "4, 0.7"})
    void notesThatLeaveTheKeyboardGoAnOctaveTheOtherWay(int semitones, double tempo) {
        for (long seed = 0; seed < 40; seed++) {
            EventSequence events = EXPRESSIVE.encode(music(seed, 21, 108));
            EventSequence moved = new Variation(semitones, 1, 0).of(events, EXPRESSIVE);
            assertEquals(events.transpose(semitones), moved);
            for (int i = 0; i < moved.size(); i++) {
                if (moved.get(i) < EventVocabulary.VELOCITY) {
                    int before = EventVocabulary.pitch(events.get(i)) + semitones;
                    assertEquals(Math.floorMod(before, 12), EventVocabulary.pitch(moved.get(i)) % 12, "seed " + seed);
                }
            }
            assertEquals(
                    EXPRESSIVE.encode(EXPRESSIVE.decode(moved).stretched(1 / tempo)),
                    new Variation(semitones, tempo, 0).of(events, EXPRESSIVE),
                    "seed " + seed);
        }
    }

    @Test
    void aStretchOfAPieceKeepsTheEndsOfNotesThatBeganBeforeItAndTheStartOfThoseThatEndAfterIt() {
        EventSequence stretch = EventSequence.of(
                EventVocabulary.TIME_SHIFT + 20,
                EventVocabulary.noteOff(60),
                EventVocabulary.noteOn(62),
                EventVocabulary.TIME_SHIFT + 20,
                EventVocabulary.VELOCITY + 9,
                EventVocabulary.noteOn(64));
        EventSequence slower = EXPRESSIVE.stretched(stretch, 2);
        List<Integer> keys = new ArrayList<>();
        for (int event : slower.toArray()) {
            if (!EventVocabulary.isTimeShift(event)) {
                keys.add(event);
            }
        }
        assertEquals(
                List.of(
                        EventVocabulary.noteOff(60),
                        EventVocabulary.noteOn(62),
                        EventVocabulary.VELOCITY + 9,
                        EventVocabulary.noteOn(64)),
                keys);
        assertEquals(2 * stretch.seconds(), slower.seconds(), 0.0154);
        assertEquals(stretch, EXPRESSIVE.stretched(stretch, 1));
    }

    /** Any cut of music: as long as it should be, no time lost at any event, all keys and none more. */
    @Test
    void whereverMusicIsCutTimeIsKept() {
        for (long seed = 0; seed < 40; seed++) {
            EventSequence events = EXPRESSIVE.encode(music(seed, 21, 108));
            int from = new Random(seed).nextInt(events.size() / 2);
            EventSequence cut = events.slice(from, from + events.size() / 2);
            for (double factor : new double[] {0.8, 1, 1.3}) {
                EventSequence stretched = EXPRESSIVE.stretched(cut, factor);
                assertEquals(factor * untilLastKey(cut), untilLastKey(stretched), 0.0154 + 0.011, "seed " + seed);
                // A key goes down at most once an instant: faster, two strokes may become one.
                for (boolean down : new boolean[] {true, false}) {
                    long lost = count(cut, down) - count(stretched, down);
                    assertTrue(factor < 1 ? lost >= 0 && lost <= 10 : lost == 0, "seed " + seed + ": " + lost);
                }
            }
        }
    }

    private static double untilLastKey(EventSequence events) {
        double time = 0;
        double last = 0;
        for (int event : events.toArray()) {
            if (EventVocabulary.isTimeShift(event)) {
                time += EventVocabulary.seconds(event);
            } else if (event < EventVocabulary.VELOCITY) {
                last = time;
            }
        }
        return last;
    }

    private static long count(EventSequence events, boolean down) {
        int from = down ? EventVocabulary.NOTE_ON : EventVocabulary.NOTE_OFF;
        return Arrays.stream(events.toArray())
                .filter(event -> event >= from && event < from + EventVocabulary.PITCHES)
                .count();
    }

    /** Its decoder lengthens notes, so that events are held against events: each at its time, as its encoder writes it. */
    @Test
    void theReferenceCodecEncodesTheSameEventsAtOtherTimes() {
        EventCodec codec = EventCodec.of(CodecProfile.REFERENCE);
        for (long seed = 0; seed < 40; seed++) {
            EventSequence events = codec.encode(music(seed, 30, 100));
            assertTrue(events.equals(codec.stretched(events, 1)), "seed " + seed);
            for (double factor : new double[] {0.9, 1.2}) {
                EventSequence stretched = codec.stretched(events, factor);
                int at = 0;
                double rest = 0;
                double found = 0;
                for (int event : events.toArray()) {
                    if (EventVocabulary.isTimeShift(event)) {
                        rest += EventVocabulary.seconds(event);
                        continue;
                    }
                    for (; EventVocabulary.isTimeShift(stretched.get(at)); at++) {
                        found += EventVocabulary.seconds(stretched.get(at));
                    }
                    assertTrue(
                            found <= rest * factor + 2e-9 && rest * factor - found < 1.0 / 65 + 1e-9,
                            "seed " + seed + ": " + found + " of " + rest * factor);
                    assertEquals(event, stretched.get(at++), "seed " + seed);
                    rest = 0;
                    found = 0;
                }
                assertEquals(stretched.size(), at);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(CodecProfile.class)
    void theLoudestAndTheSoftestBinAreNotLeft(CodecProfile profile) {
        EventCodec codec = EventCodec.of(profile);
        EventSequence events = EventSequence.of(176, 10, 208, 178, 11, 208, 207, 12);
        int[] softer = profile == CodecProfile.REFERENCE
                ? new int[] {176, 10, 208, 176, 11, 208, 204, 12}
                : new int[] {176, 10, 208, 11, 208, 204, 12};
        assertEquals(EventSequence.of(softer), new Variation(0, 1, -3).of(events, codec));
        assertEquals(EventSequence.of(179, 10, 208, 181, 11, 208, 207, 12), new Variation(0, 1, 3).of(events, codec));
        assertSame(events, Variation.NONE.of(events, codec));
    }

    @Test
    void whatIsOutOfRangeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Variation(6, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Variation(0, 0.4, 0));
        assertThrows(IllegalArgumentException.class, () -> new Variation(0, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new Variation(0, 1, 32));
    }
}
