package org.amadeus.data.compare;

import java.util.Locale;
import java.util.stream.IntStream;
import org.amadeus.data.notes.NoteSequence;

/** What music is compared by; {@link PieceMeasures} defines each. */
public enum Measure {
    /** Bins of one note per second, up to 40. */
    NOTE_DENSITY("note density", "notes/s", 0.5, steps(1, 40, 1)),
    /** A bin for each number of notes, up to 30. */
    POLYPHONY("polyphony", "notes", 1, steps(1, 30, 1)),
    /** Bins of a quarter of a bit. */
    PITCH_CLASS_ENTROPY("pitch-class entropy", "bits", 0.001, steps(0.25, 14, 0.25)),
    /** Bins of four, as fine as the events' 32 velocities. */
    VELOCITY("velocity", "0 .. 127", 1, steps(4, 31, 4)),
    /** A bin for what begins within 10 ms, that is together; then ten bins a decade, up to 10 s. */
    INTER_ONSET("inter-onset", "s", 0.001, decades()),
    /** Ten bins a decade, from 10 ms up to 10 s. */
    NOTE_LENGTH("note length", "s", 0.001, decades()),
    /** A bin for each of the twelve. */
    PITCH_CLASS_TRANSITION("pitch-class transition", "semitones up", 1, steps(1, 11, 1)),
    /** Bins of a tenth. */
    REPETITION("repetition", "share of notes", 0.01, steps(0.1, 9, 0.1));

    private final String title;
    private final String unit;
    private final double resolution;
    private final double[] edges;

    Measure(String title, String unit, double resolution, double[] edges) {
        this.title = title;
        this.unit = unit;
        this.resolution = resolution;
        this.edges = edges;
    }

    private static double[] steps(double first, int count, double step) {
        return IntStream.range(0, count).mapToDouble(i -> first + i * step).toArray();
    }

    private static double[] decades() {
        return IntStream.rangeClosed(0, 30)
                .mapToDouble(i -> 0.01 * Math.pow(10, i / 10.0))
                .toArray();
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    public String unit() {
        return unit;
    }

    /** The name used in JSON: {@code note_density} .. {@code repetition}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The bounds between the bins, ascending, in {@link #unit}s; the first and the last bin are open. */
    public double[] edges() {
        return edges.clone();
    }

    /** An empty distribution of this measure's values. */
    Distribution distribution() {
        return new Distribution(resolution);
    }

    /** The share of the values in each of this measure's bins: 2 or more numbers that sum to 1, all 0 without values. */
    public double[] shares(Distribution distribution) {
        return distribution.shares(edges);
    }

    /** Measures a piece. */
    void measure(NoteSequence piece, Distribution into) {
        switch (this) {
            case NOTE_DENSITY -> into.addAll(PieceMeasures.noteDensity(piece));
            case POLYPHONY -> PieceMeasures.polyphony(piece, into);
            case PITCH_CLASS_ENTROPY -> into.addAll(PieceMeasures.pitchClassEntropy(piece));
            case VELOCITY -> into.addAll(PieceMeasures.velocity(piece));
            case INTER_ONSET -> into.addAll(PieceMeasures.interOnset(piece));
            case NOTE_LENGTH -> into.addAll(PieceMeasures.noteLength(piece));
            case PITCH_CLASS_TRANSITION -> into.addAll(PieceMeasures.pitchClassTransition(piece));
            case REPETITION -> into.addAll(PieceMeasures.repetition(piece));
        }
    }
}
