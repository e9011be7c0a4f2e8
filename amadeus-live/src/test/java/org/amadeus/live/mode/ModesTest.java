package org.amadeus.live.mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.ending.KeyEstimate;
import org.amadeus.live.Ending;
import org.amadeus.live.Lookahead;
import org.amadeus.live.WildModel;
import org.amadeus.live.mode.Rehearsal.Played;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each mode does what it says, even over a model that would do anything. */
class ModesTest {
    private static final int[] MELODY = {0, 2, 4, 5, 7, 9, 11, 12, 11, 9, 7, 5, 4, 2};
    private static final Lookahead PAGE = new Lookahead(4, 0.05);

    /** A melody of a scale, three notes a second. */
    private static void melody(Rehearsal rehearsal, double seconds, int tonic) {
        double from = rehearsal.now;
        for (int i = 0; i < 3 * seconds; i++) {
            rehearsal.note(from + i / 3.0, from + i / 3.0 + 0.25, tonic + MELODY[i % MELODY.length]);
        }
    }

    private static List<Double> chords(List<Played> notes) {
        List<Double> chords = new ArrayList<>();
        for (Played note : notes) {
            if (chords.isEmpty() || note.start - chords.get(chords.size() - 1) >= Accompaniment.CHORD) {
                chords.add(note.start);
            }
        }
        return chords;
    }

    @ParameterizedTest
    @ValueSource(ints = {72, 36})
    void alongIsSparseAndInTheOtherRegister(int tonic) {
        for (Lookahead lookahead : List.of(Lookahead.AT_ONCE, PAGE)) {
            Rehearsal rehearsal = new Rehearsal(Rehearsal.options(Mode.ALONG), 3, lookahead, new WildModel());
            melody(rehearsal, 30, tonic);
            double last = rehearsal.now;
            rehearsal.until(40);
            for (Played note : rehearsal.played) {
                List<Integer> yours = rehearsal.yours.stream()
                        .filter(y -> y.start <= note.start && y.start >= note.start - 2.9)
                        .map(y -> y.pitch)
                        .toList();
                assertTrue(
                        yours.stream().allMatch(y -> tonic == 72 ? note.pitch < y - 2 : note.pitch > y + 2),
                        note + " beside " + yours);
                assertTrue(note.told >= note.start - 0.051, "what was told can't be taken back");
            }
            List<Double> chords = chords(rehearsal.played);
            assertTrue(chords.size() >= 15 && chords.size() <= 75, chords.size() + " chords");
            for (int i = 1; i < chords.size(); i++) {
                double apart = chords.get(i) - chords.get(i - 1);
                assertTrue(apart > 0.36 && apart < 2.8, chords::toString);
            }
            assertEquals(List.of(), rehearsal.hanging());
            assertTrue(chords.get(chords.size() - 1) < last + 0.6, "it rests where the player does");
            assertEquals(1, rehearsal.phrases.size());
            assertEquals(List.of(Ending.COMPLETE), rehearsal.endings);
        }
    }

    @Test
    void alongYieldsWithinATenthOfASecondToADensePlayer() {
        for (Lookahead lookahead : List.of(Lookahead.AT_ONCE, PAGE)) {
            for (int seed = 0; seed < 20; seed++) {
                Rehearsal rehearsal = new Rehearsal(Rehearsal.options(Mode.ALONG), seed, lookahead, new WildModel());
                melody(rehearsal, 6, 72);
                double dense = Double.NaN;
                double from = rehearsal.now;
                for (int i = 0; i < 40; i++) {
                    rehearsal.note(from + i * 0.08, from + i * 0.08 + 0.06, 72 + MELODY[i % MELODY.length]);
                    dense = i == 6 ? from + i * 0.08 : dense;
                }
                double calm = rehearsal.now;
                assertEquals(List.of(), rehearsal.soundingAt(dense + 0.1), "seed " + seed);
                double yields = dense + 0.1;
                assertTrue(
                        rehearsal.played.stream().noneMatch(p -> p.start > yields), "seed " + seed + rehearsal.played);
                melody(rehearsal, 6, 72);
                assertTrue(rehearsal.played.stream().anyMatch(p -> p.start > calm), "it comes back");
            }
        }
    }

    @Test
    void alongLeavesAPlayerAloneWhoPlaysEverywhere() {
        Rehearsal rehearsal = new Rehearsal(Rehearsal.options(Mode.ALONG), 3);
        for (int i = 0; i < 20; i++) {
            rehearsal.note(i * 0.4, i * 0.4 + 0.3, i % 2 == 0 ? 30 : 96);
        }
        assertEquals(
                List.of(), rehearsal.played.stream().filter(p -> p.start > 0.4).toList());
    }

    @Test
    void anAnswerMayBeAskedForWhoeverAccompanies() {
        Rehearsal rehearsal = new Rehearsal(Rehearsal.options(Mode.ALONG), 3);
        melody(rehearsal, 6, 72);
        rehearsal.strike(6.2, 79);
        rehearsal.until(6.4);
        rehearsal.conductor.answer(6.4);
        assertTrue(rehearsal.conductor.isAnswering());
        assertEquals(
                List.of(),
                rehearsal.hanging().stream().filter(p -> p.start < 6.4).toList());
        rehearsal.until(20);
        assertEquals(List.of(Ending.STOPPED, Ending.COMPLETE), rehearsal.endings);
        assertEquals(List.of(), rehearsal.hanging());
    }

    /** The last chord is the tonic with its third or fifth, what was struck before it is the dominant's. */
    @ParameterizedTest
    @ValueSource(ints = {60, 65, 57})
    void finishEndsOnACadence(int tonic) {
        for (int seed = 0; seed < 20; seed++) {
            Rehearsal rehearsal = new Rehearsal(Rehearsal.options(Mode.FINISH), seed);
            melody(rehearsal, 10, tonic);
            rehearsal.note(rehearsal.now, rehearsal.now + 0.5, tonic);
            double asked = rehearsal.now;
            rehearsal.until(asked + 25);
            assertEquals(List.of(Ending.COMPLETE), rehearsal.endings, "seed " + seed);
            List<Played> notes = new ArrayList<>(rehearsal.played);
            notes.sort(Comparator.comparingDouble(Played::start));
            double last = notes.get(notes.size() - 1).start;
            List<Played> chord =
                    notes.stream().filter(p -> p.start > last - 0.01).toList();
            double before = notes.stream()
                    .mapToDouble(p -> p.start)
                    .filter(start -> start < last - 0.01)
                    .max()
                    .orElseThrow();
            assertTrue(last - before >= 0.19 && last - before <= 0.81, "before the last chord " + (last - before));
            List<Played> dominant =
                    notes.stream().filter(p -> p.start == before).toList();
            // Which key it is depends on what the wild model played; that it is one is certain.
            assertTrue(
                    IntStream.range(0, 24).anyMatch(key -> isCadence(dominant, chord, key % 12, key >= 12)),
                    dominant + " to " + chord);
            for (Played note : chord) {
                assertTrue(note.end >= last + 1, "it rests: " + note);
            }
            List<Played> others = new ArrayList<>(rehearsal.soundingAt(last + 0.5));
            others.removeAll(chord);
            assertTrue(
                    IntStream.range(0, 24)
                            .anyMatch(key -> isTriad(chord, key % 12, key >= 12)
                                    && others.stream()
                                            .allMatch(p -> triad(key >= 12).contains(degree(p, key % 12)))),
                    others + " beside " + chord);
            assertTrue(last - notes.get(0).start < 16, "about as long as the phrase");
        }
    }

    private static int degree(Played note, int tonic) {
        return Math.floorMod(note.pitch - tonic, 12);
    }

    private static List<Integer> triad(boolean minor) {
        return List.of(0, minor ? 3 : 4, 7);
    }

    private static boolean isTriad(List<Played> chord, int tonic, boolean minor) {
        List<Integer> degrees =
                chord.stream().map(p -> degree(p, tonic)).distinct().toList();
        return degrees.size() >= 2 && degrees.contains(0) && triad(minor).containsAll(degrees);
    }

    private static boolean isCadence(List<Played> dominant, List<Played> chord, int tonic, boolean minor) {
        return isTriad(chord, tonic, minor)
                && dominant.stream().allMatch(p -> List.of(2, 5, 7, 11).contains(degree(p, tonic)));
    }

    @Test
    void finishEndsInTheKeyOfThePhrase() {
        for (int seed = 0; seed < 10; seed++) {
            Rehearsal rehearsal = new Rehearsal(
                    Rehearsal.options(Mode.FINISH),
                    seed,
                    PAGE,
                    new WildModel(event -> !EventVocabulary.isNoteOn(event)
                            || new KeyEstimate.Key(2, false).has(EventVocabulary.pitch(event) % 12)));
            melody(rehearsal, 10, 62);
            rehearsal.until(rehearsal.now + 25);
            double last =
                    rehearsal.played.stream().mapToDouble(Played::start).max().orElseThrow();
            List<Played> chord =
                    rehearsal.played.stream().filter(p -> p.start == last).toList();
            assertTrue(isTriad(chord, 2, false), "seed " + seed + ": " + chord);
        }
    }

    @Test
    void echoGivesThePhraseBackWithSomeNotesOthers() {
        Random random = new Random(5);
        for (int seed = 0; seed < 20; seed++) {
            Rehearsal rehearsal = new Rehearsal(Rehearsal.options(Mode.ECHO), seed);
            int count = 1 + random.nextInt(20);
            List<Integer> pitches = new ArrayList<>();
            List<Double> times = new ArrayList<>();
            double time = 1;
            for (int i = 0; i < count; i++) {
                int pitch = 60 + MELODY[random.nextInt(MELODY.length)];
                double length = 0.1 + random.nextDouble() * 0.4;
                rehearsal.note(time, time + length, pitch);
                pitches.add(pitch);
                times.add(time);
                time += length + random.nextDouble() * 0.1;
            }
            rehearsal.until(time + 20);
            List<Played> echo = rehearsal.played;
            String what = "seed " + seed + ": " + pitches + " by " + echo;
            assertEquals(count, echo.size(), what);
            int same = 0;
            for (int i = 0; i < count; i++) {
                double delay = echo.get(i).start - echo.get(0).start - (times.get(i) - times.get(0));
                assertTrue(Math.abs(delay) < 0.02, delay + " of " + what);
                int apart = Math.abs(echo.get(i).pitch - pitches.get(i));
                assertTrue(apart <= 5, what);
                same += apart == 0 ? 1 : 0;
            }
            assertNotEquals(count, same, what);
            assertTrue(same >= count * 3 / 4 - 1, what);
            assertEquals(List.of(), rehearsal.hanging());
        }
    }

    /** A model that is as loud whatever it hears is led all the way in an answer, half the way along. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void whoPlaysSoftlyIsAnsweredSoftly(Mode mode) {
        double[] mean = new double[2];
        for (int i = 0; i < 2; i++) {
            Rehearsal rehearsal = new Rehearsal(Rehearsal.options(mode), 1);
            rehearsal.velocity = i == 0 ? 40 : 100;
            melody(rehearsal, 20, 72);
            rehearsal.until(rehearsal.now + 25);
            mean[i] = rehearsal.played.stream()
                    .mapToInt(p -> p.velocity)
                    .average()
                    .orElseThrow();
        }
        double expected = mode == Mode.ALONG ? Math.sqrt(2.5) : 2.5;
        assertEquals(expected, mean[1] / mean[0], 0.4);
    }

    @Test
    void echoOfAHeldChordIsAChordOfItsLength() {
        Rehearsal rehearsal = new Rehearsal(Rehearsal.options(Mode.ECHO), 1);
        for (int pitch : new int[] {60, 64, 67}) {
            rehearsal.strike(1, pitch);
        }
        rehearsal.until(10);
        assertEquals(3, rehearsal.played.size());
        for (Played note : rehearsal.played) {
            assertEquals(3, note.end - note.start, 0.1);
        }
    }

    @Test
    void echoOfALongPhraseIsItsEnd() {
        Rehearsal rehearsal = new Rehearsal(Rehearsal.options(Mode.ECHO).withLength(1, 4), 1);
        melody(rehearsal, 20, 60);
        rehearsal.until(40);
        assertTrue(rehearsal.played.size() >= 11 && rehearsal.played.size() <= 13, rehearsal.played::toString);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void aChangeOfModeLeavesNothingHanging(Mode mode) {
        Random random = new Random(mode.ordinal());
        for (Mode other : Mode.values()) {
            Rehearsal rehearsal = new Rehearsal(Rehearsal.options(mode), 1);
            melody(rehearsal, 4, 72);
            rehearsal.until(rehearsal.now + random.nextDouble() * 2);
            rehearsal.conductor.options(rehearsal.now, Rehearsal.options(other));
            if (mode == Mode.ALONG && other != Mode.ALONG) {
                assertEquals(List.of(), rehearsal.hanging());
            }
            melody(rehearsal, 3, 72);
            rehearsal.until(rehearsal.now + 30);
            assertEquals(List.of(), rehearsal.hanging(), mode + " to " + other);
        }
    }

    /** Whatever is played, asked and changed: each note has its end, in every mode and wherever modes change. */
    @ParameterizedTest
    @EnumSource(Mode.class)
    void tenThousandRandomEvents(Mode mode) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Rehearsal rehearsal = new Rehearsal(
                Rehearsal.options(mode), seed, random.nextBoolean() ? PAGE : Lookahead.AT_ONCE, new WildModel());
        try {
            for (int i = 0; i < 10_000; i++) {
                rehearsal.until(rehearsal.now
                        + (random.nextInt(20) == 0 ? 2 * random.nextDouble() : 0.1 * random.nextDouble()));
                int pitch = random.nextInt(128);
                switch (random.nextInt(40)) {
                    case 0 -> rehearsal.conductor.pedal(rehearsal.now, random.nextInt(128));
                    case 1 -> rehearsal.conductor.answer(rehearsal.now);
                    case 2 -> rehearsal.conductor.stop(rehearsal.now);
                    case 3 -> rehearsal.conductor.again(rehearsal.now);
                    case 4 ->
                        rehearsal.conductor.options(
                                rehearsal.now,
                                Rehearsal.options(random.nextBoolean() ? mode : Mode.ofController(pitch))
                                        .withSilence(0.05 + random.nextDouble())
                                        .withAnswers(random.nextInt(4) > 0)
                                        .withLoop(random.nextInt(4) == 0));
                    case 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 ->
                        rehearsal.conductor.release(rehearsal.now, 60 + pitch / 6);
                    case 19 -> rehearsal.conductor.strike(rehearsal.now, pitch, 1 + random.nextInt(127));
                    default -> rehearsal.conductor.strike(rehearsal.now, 60 + pitch / 6, 1 + random.nextInt(127));
                }
            }
            rehearsal.conductor.stop(rehearsal.now);
            assertEquals(List.of(), rehearsal.hanging());
            assertTrue(rehearsal.endings.size() > 100, rehearsal.endings.size() + " answers");
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
