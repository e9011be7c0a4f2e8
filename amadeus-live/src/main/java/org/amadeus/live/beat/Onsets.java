package org.amadeus.live.beat;

import java.util.Arrays;
import java.util.List;

/** The onsets of a phrase, N of them: notes that begin together are one. */
final class Onsets {
    /** Notes that begin no later after the first of a chord are of the chord, seconds. */
    private static final double CHORD = 0.04;
    /** What an accent is measured against lies no further away, seconds. */
    private static final double NEAR = 2;
    /** The lowest, or highest, for so long before and after is bass, or top, seconds. */
    private static final double NEIGHBOUR = 0.4;
    /** Pitch classes that were heard so shortly before are not new, seconds. */
    private static final double RECENT = 1;

    private static final double SHORTEST = 0.03;
    /** Those of {@link #features} that are compared between the places of a beat; one more is the accent. */
    private static final int[] COMPARED = {0, 1, 2, 3, 5, 8, 9, 10, 7};

    static final int MARKS = COMPARED.length + 1;
    private static final int BASS = 3;

    /** Seconds, rising, [N]. */
    final double[] times;
    /** The log-odds that each is on a beat, over those of any onset, [N]. */
    final double[] accents;
    /** The log-odds that each, if it is on a beat, begins a bar, over those of any, [N]. */
    final double[] downbeats;

    private final double[][] features;
    private final int[] counts;
    private final double[] loudness;
    private final int[] lowest;
    private final int[] highest;
    /** Logarithms of the longest note and of the lowest, seconds. */
    private final double[] longest;

    private final double[] bass;
    /** Pitch classes, a bit each. */
    private final int[] classes;

    /** @param notes by their starts, one or more */
    Onsets(List<PlayedNote> notes) {
        int size = notes.size();
        int[] chords = new int[size];
        int n = 0;
        double first = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < size; i++) {
            if (notes.get(i).start() - first > CHORD) {
                first = notes.get(i).start();
                n++;
            }
            chords[i] = n - 1;
        }
        times = new double[n];
        accents = new double[n];
        downbeats = new double[n];
        features = new double[n][];
        counts = new int[n];
        loudness = new double[n];
        lowest = new int[n];
        highest = new int[n];
        longest = new double[n];
        bass = new double[n];
        classes = new int[n];
        Arrays.fill(lowest, 128);
        Arrays.fill(longest, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < size; i++) {
            add(chords[i], notes.get(i));
        }
        for (int i = 0; i < n; i++) {
            times[i] /= counts[i];
        }
        double typical = typicalInterval();
        for (int i = 0; i < n; i++) {
            features[i] = features(i, typical);
            accents[i] = BeatWeights.accent(features[i]);
            downbeats[i] = BeatWeights.downbeat(features[i]);
        }
    }

    private void add(int i, PlayedNote note) {
        double length = Math.log(Math.max(SHORTEST, note.end() - note.start()));
        times[i] += note.start();
        counts[i]++;
        loudness[i] = Math.max(loudness[i], note.velocity());
        longest[i] = Math.max(longest[i], length);
        if (note.pitch() < lowest[i]) {
            lowest[i] = note.pitch();
            bass[i] = length;
        }
        highest[i] = Math.max(highest[i], note.pitch());
        classes[i] |= 1 << note.pitch() % 12;
    }

    /** What may make it accented, beside the onsets around it. */
    private double[] features(int i, double typical) {
        double meanLoudness = 0;
        double meanLowest = 0;
        double meanHighest = 0;
        double meanLongest = 0;
        double meanBass = 0;
        boolean isBass = true;
        boolean isTop = true;
        int heard = 0;
        int near = 0;
        for (int j = 0; j < times.length; j++) {
            double away = times[j] - times[i];
            if (Math.abs(away) > NEAR) {
                continue;
            }
            near++;
            meanLoudness += loudness[j];
            meanLowest += lowest[j];
            meanHighest += highest[j];
            meanLongest += longest[j];
            meanBass += bass[j];
            isBass &= Math.abs(away) > NEIGHBOUR || lowest[j] >= lowest[i];
            isTop &= Math.abs(away) > NEIGHBOUR || highest[j] <= highest[i];
            heard |= j < i && away >= -RECENT ? classes[j] : 0;
        }
        double before = i == 0 ? typical : times[i] - times[i - 1];
        double after = i == times.length - 1 ? typical : times[i + 1] - times[i];
        return new double[] {
            Math.log(counts[i]),
            (loudness[i] - meanLoudness / near) / 20,
            (lowest[i] - meanLowest / near) / 12,
            isBass ? 1 : 0,
            (highest[i] - meanHighest / near) / 12,
            isTop ? 1 : 0,
            clip(Math.log(before / typical)),
            clip(Math.log(after / typical)),
            clip(longest[i] - meanLongest / near),
            clip(bass[i] - meanBass / near),
            (double) Integer.bitCount(classes[i] & ~heard) / Integer.bitCount(classes[i]),
            (highest[i] - lowest[i]) / 12.0,
        };
    }

    private static double clip(double value) {
        return Math.max(-2, Math.min(2, value));
    }

    /** The median of the intervals, seconds; 1 where there are none. */
    private double typicalInterval() {
        if (times.length == 1) {
            return 1;
        }
        double[] intervals = new double[times.length - 1];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = times[i + 1] - times[i];
        }
        Arrays.sort(intervals);
        return intervals[intervals.length / 2];
    }

    /** The nearest onset that is no further away; else the time itself. */
    double nearest(double time, double away) {
        double nearest = time;
        double least = away;
        for (double each : times) {
            if (Math.abs(each - time) < least) {
                least = Math.abs(each - time);
                nearest = each;
            }
        }
        return nearest;
    }

    /** One of {@link #MARKS} things that are known of an onset. */
    double mark(int i, int mark) {
        return mark < COMPARED.length ? features[i][COMPARED[mark]] : accents[i];
    }

    /** Whether nothing lower is struck shortly before or after. */
    boolean isBass(int i) {
        return features[i][BASS] > 0;
    }

    /** How many of the pitch classes of two onsets both have, 0 .. 1. */
    double sharedHarmony(int i, int j) {
        return (double) Integer.bitCount(classes[i] & classes[j]) / Integer.bitCount(classes[i] | classes[j]);
    }

    boolean hasSameLowest(int i, int j) {
        return lowest[i] == lowest[j];
    }

    /** How heavy an onset is, above 0. */
    double weight(int i) {
        return Math.max(0.1, accents[i] + 2);
    }

    int size() {
        return times.length;
    }
}
