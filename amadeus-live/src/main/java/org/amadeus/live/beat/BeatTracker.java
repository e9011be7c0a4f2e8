package org.amadeus.live.beat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Paths of beats through onsets, one for each tempo at their end: dynamic programming over when a beat is (frames of
 * {@value #HOP} s) and how long the last one was ({@value #PERIODS} lengths). A path is worth what its beats hit, an
 * onset and its accent, and how well the onsets between them lie on halves and quarters, or on thirds; changes of tempo
 * cost.
 */
final class BeatTracker {
    static final int PERIODS = 66;
    /** Onsets no further from a beat are on it, seconds. */
    static final double NEAR = 0.04;

    private static final double HOP = 0.01;
    /** The shortest beat, seconds, and how much longer each next one is. */
    private static final double SHORTEST = 0.26;

    private static final double STEP = 1.03;
    /** How far onsets scatter around their beat, seconds. */
    private static final double SCATTER = 0.025;
    /** What a beat is worth that has an onset, and one that has none. */
    private static final double HIT = 1.5;

    private static final double MISS = -1;
    /** What a change of the beat's length costs, by steps squared, and how many steps it changes at most. */
    private static final double CHANGE = 1.5;

    private static final int MOST_STEPS = 3;
    /** What an onset between beats is worth on each place, as a part of the beat; elsewhere {@link #OFF}. */
    private static final double[][] DUPLE = {
        {0.5, 0.9}, {0.25, 0.35}, {0.75, 0.35}, {0.125, -0.1}, {0.375, -0.1}, {0.625, -0.1}, {0.875, -0.1}
    };

    private static final double[][] TRIPLE = {{1 / 3.0, 0.5}, {2 / 3.0, 0.5}, {1 / 6.0, -0.1}, {0.5, 0}, {5 / 6.0, -0.1}
    };
    private static final double OFF = -0.7;
    private static final byte FIRST = -1;

    private final Onsets onsets;
    private final double origin;
    private final int frames;
    /** Frames of each beat's length, [PERIODS]. */
    private final int[] periods = new int[PERIODS];
    /** What onsets are worth by frames after a beat, [PERIODS][period]. */
    private final double[][] duple = new double[PERIODS][];

    private final double[][] triple = new double[PERIODS][];
    /** The frame of each onset, and the first onset at each frame or after it. */
    private final int[] at;

    private final int[] first;
    /** What a beat at each frame is worth. */
    private final double[] worth;

    /**
     * Beats, rising, seconds, K + 1 of them.
     *
     * @param value how well they fit
     */
    record Path(double[] beats, double value) {
        /** How long a beat is, seconds: the geometric mean of the mean and the median. */
        double beat() {
            return Math.sqrt(median() * mean());
        }

        double median() {
            double[] intervals = new double[beats.length - 1];
            for (int i = 0; i < intervals.length; i++) {
                intervals[i] = beats[i + 1] - beats[i];
            }
            Arrays.sort(intervals);
            int half = intervals.length / 2;
            return intervals.length % 2 == 1 ? intervals[half] : (intervals[half] + intervals[half - 1]) / 2;
        }

        double mean() {
            return (beats[beats.length - 1] - beats[0]) / (beats.length - 1);
        }

        /** Where a steady beat lies that fits the last so many best. */
        double anchor(int count) {
            double beat = beat();
            double sum = 0;
            int from = Math.max(0, beats.length - count);
            for (int i = from; i < beats.length; i++) {
                sum += beats[i] + (beats.length - 1 - i) * beat;
            }
            return sum / (beats.length - from);
        }
    }

    BeatTracker(Onsets onsets) {
        this.onsets = onsets;
        int n = onsets.size();
        origin = onsets.times[0];
        frames = frame(onsets.times[n - 1]) + 1;
        at = new int[n];
        first = new int[frames + 1];
        worth = new double[frames];
        Arrays.fill(worth, MISS);
        Arrays.fill(first, n);
        int near = (int) (NEAR / HOP);
        for (int i = n - 1; i >= 0; i--) {
            at[i] = frame(onsets.times[i]);
            Arrays.fill(first, 0, at[i] + 1, i);
            for (int f = Math.max(0, at[i] - near); f <= Math.min(frames - 1, at[i] + near); f++) {
                double off = (onsets.times[i] - origin - f * HOP) / SCATTER;
                worth[f] = Math.max(worth[f], HIT + onsets.accents[i] - off * off / 2);
            }
        }
        for (int p = 0; p < PERIODS; p++) {
            periods[p] = (int) Math.round(SHORTEST * Math.pow(STEP, p) / HOP);
            duple[p] = places(periods[p], DUPLE);
            triple[p] = places(periods[p], TRIPLE);
        }
    }

    private int frame(double time) {
        return (int) Math.round((time - origin) / HOP);
    }

    private static double[] places(int period, double[][] places) {
        double[] worth = new double[period];
        int near = (int) (NEAR / HOP);
        double seconds = period * HOP;
        for (int k = near + 1; k < period - near; k++) {
            worth[k] = OFF;
            for (double[] place : places) {
                double off = (k / (double) period - place[0]) * seconds / (0.02 + 0.02 * seconds);
                worth[k] = Math.max(worth[k], place[1] - off * off / 2);
            }
        }
        return worth;
    }

    /** The best path of each tempo, [PERIODS]. */
    List<Path> paths() {
        double[][] value = new double[PERIODS][frames];
        byte[][] before = new byte[PERIODS][frames];
        for (int t = 0; t < frames; t++) {
            for (int p = 0; p < PERIODS; p++) {
                int from = t - periods[p];
                before[p][t] = from < 0 ? FIRST : best(value, p, from);
                double best = from < 0 ? 0 : value[before[p][t]][from] - cost(p - before[p][t]);
                value[p][t] = best + worth[t] + between(from, p, first[Math.max(0, from)], first[t]);
            }
        }
        List<Path> paths = new ArrayList<>(PERIODS);
        for (int p = 0; p < PERIODS; p++) {
            double best = Double.NEGATIVE_INFINITY;
            int last = 0;
            for (int t = Math.max(0, frames - periods[p]); t < frames; t++) {
                double all = value[p][t] + between(t, p, first[t], onsets.size());
                if (all > best) {
                    best = all;
                    last = t;
                }
            }
            paths.add(new Path(beats(before, p, last), best));
        }
        return paths;
    }

    private static byte best(double[][] value, int period, int from) {
        int best = period;
        double most = Double.NEGATIVE_INFINITY;
        int last = Math.min(PERIODS - 1, period + MOST_STEPS);
        for (int q = Math.max(0, period - MOST_STEPS); q <= last; q++) {
            double all = value[q][from] - cost(period - q);
            if (all > most) {
                most = all;
                best = q;
            }
        }
        return (byte) best;
    }

    private static double cost(int steps) {
        return CHANGE * steps * steps;
    }

    /** What the onsets from {@code a} to {@code b} are worth in the beat that begins at that frame. */
    private double between(int from, int period, int a, int b) {
        double two = 0;
        double three = 0;
        for (int i = a; i < b; i++) {
            int k = at[i] - from;
            if (k >= 0 && k < periods[period]) {
                two += duple[period][k];
                three += triple[period][k];
            }
        }
        return Math.max(two, three);
    }

    /** The beats of a path, read from its end, each on its onset where it has one. */
    private double[] beats(byte[][] before, int period, int last) {
        double[] beats = new double[frames];
        int from = frames;
        int t = last;
        int p = period;
        while (true) {
            beats[--from] = onsets.nearest(origin + t * HOP, NEAR);
            byte came = before[p][t];
            if (came == FIRST) {
                return Arrays.copyOfRange(beats, from, frames);
            }
            t -= periods[p];
            p = came;
        }
    }
}
