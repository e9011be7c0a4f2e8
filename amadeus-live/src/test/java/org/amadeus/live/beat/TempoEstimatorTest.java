package org.amadeus.live.beat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TempoEstimatorTest {
    private static final double JITTER = 0.02;
    /** Twelfths of a beat in which a melody strikes. */
    private static final int[][] STRAIGHT = {{0}, {0, 6}, {0, 6}, {0, 3, 6, 9}, {0, 6, 9}, {0, 9}, {6}};

    private static final int[][] TRIPLETS = {{0}, {0, 4, 8}, {0, 8}, {0, 4, 8}};

    /** Notes of a steady tempo, a beat of {@code beat} seconds from 1 s on. */
    private record Phrase(List<PlayedNote> notes, double beat, int beatsPerBar) {}

    /** 8 to 15 s of a melody over a bass on each bar and chords on other beats; each note is off by 20 ms (a normal deviate). */
    private static Phrase phrase(Random random) {
        double beat = 60 / (60 + 120 * random.nextDouble());
        int perBar = 3 + random.nextInt(2);
        int[][] figures = random.nextInt(4) == 0 ? TRIPLETS : STRAIGHT;
        int beats = (int) Math.ceil((8 + 7 * random.nextDouble()) / beat) + 1;
        List<PlayedNote> notes = new ArrayList<>();
        for (int i = 0; i < beats; i++) {
            double at = 1 + i * beat;
            boolean bar = i % perBar == 0;
            for (int twelfth : figures[random.nextInt(bar ? 3 : figures.length)]) {
                int velocity = 60 + random.nextInt(20) + (twelfth == 0 ? 8 : 0);
                notes.add(note(random, at + twelfth * beat / 12, 0.3 * beat, 60 + random.nextInt(20), velocity));
            }
            if (bar) {
                notes.add(note(random, at, 0.9 * beat, 36 + random.nextInt(10), 70 + random.nextInt(20)));
            } else if (random.nextInt(6) > 0) {
                for (int pitch = 48; pitch <= 53; pitch += 5) {
                    int velocity = 55 + random.nextInt(15);
                    notes.add(note(random, at, 0.8 * beat, pitch + random.nextInt(4), velocity));
                }
            }
        }
        return new Phrase(notes, beat, perBar);
    }

    private static PlayedNote note(Random random, double at, double seconds, int pitch, int velocity) {
        double start = at + JITTER * random.nextGaussian();
        return new PlayedNote(start, start + seconds, pitch, velocity);
    }

    private static boolean isWithinFourPercent(double tempo, double truth) {
        return Math.abs(tempo / truth - 1) <= 0.04;
    }

    private static boolean isRight(double tempo, double truth) {
        return isWithinFourPercent(tempo, truth)
                || isWithinFourPercent(2 * tempo, truth)
                || isWithinFourPercent(tempo / 2, truth);
    }

    @Test
    void ofSyntheticPhrases() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int all = 400;
        int right = 0;
        int same = 0;
        int metres = 0;
        int onBeat = 0;
        for (int i = 0; i < all; i++) {
            Phrase phrase = phrase(random);
            BeatGrid beats =
                    TempoEstimator.estimate(phrase.notes(), 0).orElseThrow().beats();
            right += isRight(beats.tempo(), 60 / phrase.beat()) ? 1 : 0;
            if (isWithinFourPercent(beats.tempo(), 60 / phrase.beat())) {
                same++;
                metres += beats.beatsPerBar() == phrase.beatsPerBar() ? 1 : 0;
                double last = phrase.notes().get(phrase.notes().size() - 1).start();
                double lastBeat = 1 + Math.rint((last - 1) / phrase.beat()) * phrase.beat();
                onBeat += Math.abs(beats.draw(lastBeat, 4, 1) - lastBeat) < 0.05 ? 1 : 0;
            }
        }
        String measured = String.format(
                Locale.ROOT,
                "seed %d: of %d phrases %d within 4 %% or half or double, %d of them not half or double, of which %d on the"
                        + " beat and %d in their metre",
                seed,
                all,
                right,
                same,
                onBeat,
                metres);
        System.out.println(measured);
        assertTrue(right >= 0.99 * all, measured);
        assertTrue(onBeat >= 0.92 * same, measured);
    }

    @Test
    void whereTheTempoIsGivenTheBeatsAreFound() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int right = 0;
        for (int i = 0; i < 100; i++) {
            Phrase phrase = phrase(random);
            BeatGrid beats = TempoEstimator.estimate(phrase.notes(), 60 / phrase.beat())
                    .orElseThrow()
                    .beats();
            assertEquals(phrase.beat(), beats.beat(), 1e-9);
            right += Math.abs(beats.draw(1, 4, 1) - 1) < phrase.beat() / 8 ? 1 : 0;
        }
        assertTrue(right >= 90, right + " of 100, seed " + seed);
    }

    @Test
    void aFewNotesHaveNoTempo() {
        assertEquals(Optional.empty(), TempoEstimator.estimate(List.of(), 0));
        List<PlayedNote> chord = IntStream.range(60, 68)
                .mapToObj(pitch -> new PlayedNote(1, 2, pitch, 70))
                .toList();
        assertEquals(Optional.empty(), TempoEstimator.estimate(chord, 0));
        assertTrue(TempoEstimator.estimate(chord, 90).isPresent());
    }

    @Test
    void whateverIsPlayedHasATempoOrNone() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            double length = Math.pow(10, 4 * random.nextDouble() - 2);
            List<PlayedNote> notes = IntStream.range(0, random.nextInt(80))
                    .mapToObj(n -> {
                        double start = length * random.nextDouble();
                        return new PlayedNote(
                                start, start + random.nextDouble(), random.nextInt(128), 1 + random.nextInt(127));
                    })
                    .toList();
            TempoEstimator.estimate(notes, 0).ifPresent(estimate -> {
                assertTrue(estimate.confidence() > 0 && estimate.confidence() <= 1 + 1e-9, "seed " + seed + estimate);
                assertTrue(estimate.beats().beat() > 0.15 && estimate.beats().beat() < 2.5, "seed " + seed + estimate);
            });
        }
    }

    /**
     * On real performances with known beats. A phrase lies between two rests in which nothing sounds for 0.7 s; a longer one
     * than 16 s is cut into equal parts. Its tempo is the median of its beats' intervals.
     */
    @Test
    @Tag("slow")
    void ofRealPerformances() throws IOException {
        Path music = Path.of(System.getProperty("amadeus.shared", "../shared"), "data/asap/valid");
        Path annotations = Path.of(System.getProperty("amadeus.asap", "../asap-dataset"));
        assumeTrue(Files.isDirectory(music), music + " is not there");
        assumeTrue(Files.isDirectory(annotations), annotations + " is not there: a checkout of asap-dataset");
        AnnotatedPhrases phrases = AnnotatedPhrases.of(music, annotations);
        int right = 0;
        int same = 0;
        int sure = 0;
        int surelyRight = 0;
        for (AnnotatedPhrases.Phrase phrase : phrases.all()) {
            TempoEstimate estimate = TempoEstimator.estimate(phrase.notes(), 0).orElseThrow();
            boolean isRight = isRight(estimate.beats().tempo(), phrase.tempo());
            right += isRight ? 1 : 0;
            same += isWithinFourPercent(estimate.beats().tempo(), phrase.tempo()) ? 1 : 0;
            sure += estimate.isSure() ? 1 : 0;
            surelyRight += estimate.isSure() && isRight ? 1 : 0;
        }
        double all = phrases.all().size();
        System.out.printf(
                Locale.ROOT,
                "%.0f phrases: %.1f %% within 4 %% or half or double, %.1f %% not half or double; sure of %.1f %%, right in"
                        + " %.1f %% of these%n",
                all,
                100 * right / all,
                100 * same / all,
                100 * sure / all,
                100.0 * surelyRight / sure);
        assertTrue(right >= 0.44 * all, right + " of " + all);
        assertTrue(same >= 0.34 * all, same + " of " + all);
    }
}
