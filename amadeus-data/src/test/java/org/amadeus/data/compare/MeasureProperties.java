package org.amadeus.data.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** What holds of any music at all. */
class MeasureProperties {
    @Property(tries = 300)
    void transposingChangesNoMeasure(
            @ForAll("music") NoteSequence music, @ForAll @IntRange(min = -20, max = 20) int by) {
        List<Note> moved = new ArrayList<>();
        music.forEach(note -> moved.add(new Note(note.start(), note.end(), note.pitch() + by, note.velocity())));
        assertSame(music, NoteSequence.of(moved), 1);
    }

    @Property(tries = 300)
    void allMusicIsTheSameAsItself(@ForAll("music") NoteSequence music) {
        assertSame(music, music, 1);
    }

    @Property(tries = 300)
    void takingItsPiecesTwiceChangesNoShare(@ForAll("music") NoteSequence music) {
        assertSame(music, music, 2);
    }

    private static void assertSame(NoteSequence one, NoteSequence other, int times) {
        MusicStatistics first = new MusicStatistics();
        first.add(one);
        MusicStatistics second = new MusicStatistics();
        for (int i = 0; i < times; i++) {
            second.add(other);
        }
        Comparison comparison = new Comparison("first", first, "second", second);
        for (Measure measure : Measure.values()) {
            if (first.of(measure).weight() > 0) {
                assertEquals(1, comparison.overlap(measure), 1e-9, measure.id());
                assertEquals(0, comparison.divergence(measure), 1e-9, measure.id());
                assertEquals(first.of(measure).mean(), second.of(measure).mean(), 1e-9, measure.id());
            }
        }
    }

    @Property(tries = 300)
    void measuresStayWithinTheirRanges(@ForAll("music") NoteSequence music) {
        for (double bits : PieceMeasures.pitchClassEntropy(music)) {
            assertTrue(bits >= 0 && bits <= Math.log(12) / Math.log(2) + 1e-9, bits + " bits");
        }
        double[] density = PieceMeasures.noteDensity(music);
        assertTrue(Arrays.stream(density).sum() * PieceMeasures.DENSITY_SECONDS <= music.size() + 1e-9);
        assertEquals(music.get(music.size() - 1).start() - music.start(), sum(PieceMeasures.interOnset(music)), 1e-9);
        Distribution polyphony = new Distribution(1);
        PieceMeasures.polyphony(music, polyphony);
        double held = music.asList().stream().mapToDouble(Note::duration).sum();
        assertEquals(music.end() - music.start(), polyphony.weight(), 1e-6);
        assertEquals(held, polyphony.weight() == 0 ? 0 : polyphony.mean() * polyphony.weight(), 1e-6);
    }

    private static double sum(double[] values) {
        return Arrays.stream(values).sum();
    }

    /** Overlap and divergence are symmetric and stay within 0 .. 1; what shares no bin is as far apart as can be. */
    @Property(tries = 300)
    void distancesAreSymmetricAndBounded(@ForAll("weights") double[] one, @ForAll("weights") double[] other) {
        double[] p = shares(one);
        double[] q = shares(other);
        assertEquals(Comparison.jensenShannon(p, q), Comparison.jensenShannon(q, p), 1e-12);
        assertEquals(Comparison.overlap(p, q), Comparison.overlap(q, p), 1e-12);
        assertTrue(Comparison.jensenShannon(p, q) >= 0 && Comparison.jensenShannon(p, q) <= 1 + 1e-12);
        assertTrue(Comparison.overlap(p, q) >= 0 && Comparison.overlap(p, q) <= 1 + 1e-12);
        double[] left = Arrays.copyOf(p, 2 * p.length);
        double[] right = new double[left.length];
        System.arraycopy(q, 0, right, q.length, q.length);
        assertEquals(1, Comparison.jensenShannon(left, right), 1e-9);
        assertEquals(0, Comparison.overlap(left, right), 1e-12);
    }

    @Property(tries = 300)
    void sharesSumToOneAndQuantilesAscend(@ForAll("weights") double[] values) {
        Distribution distribution = new Distribution(0.001);
        distribution.addAll(values);
        assertEquals(1, sum(distribution.shares(new double[] {0.5, 1, 3})), 1e-9);
        double before = Double.NEGATIVE_INFINITY;
        for (double share : new double[] {0, 0.05, 0.5, 0.95, 1}) {
            assertTrue(distribution.quantile(share) >= before);
            before = distribution.quantile(share);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        assertArrayEquals(
                new double[] {sorted[0], sorted[(sorted.length - 1) / 2], sorted[sorted.length - 1]},
                new double[] {distribution.quantile(0), distribution.quantile(0.5), distribution.quantile(1)},
                0.000501);
    }

    private static double[] shares(double[] weights) {
        double total = sum(weights);
        return Arrays.stream(weights).map(weight -> weight / total).toArray();
    }

    @Provide
    Arbitrary<double[]> weights() {
        return Arbitraries.doubles().between(0.01, 5).array(double[].class).ofSize(9);
    }

    @Provide
    Arbitrary<NoteSequence> music() {
        Arbitrary<Double> start = Arbitraries.doubles().between(0, 30);
        Arbitrary<Double> length = Arbitraries.doubles().between(0, 4);
        return Combinators.combine(
                        start,
                        length,
                        Arbitraries.integers().between(21, 107),
                        Arbitraries.integers().between(1, 127))
                .as((from, seconds, pitch, velocity) -> new Note(from, from + seconds, pitch, velocity))
                .list()
                .ofMinSize(1)
                .ofMaxSize(130)
                .map(NoteSequence::of);
    }
}
