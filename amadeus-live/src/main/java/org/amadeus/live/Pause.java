package org.amadeus.live;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Judges by what was played of a phrase how long its player must have paused for it to be over: short after a long last note,
 * long after a short or a loud one, and where it has hardly begun. The logarithms of what is seen
 * (tempo, its unevenness, the last note's length, the phrase's, its loudest and its rests) are weighed into the odds that a
 * pause is an end; weights and steps come of a logistic regression on the pauses of 841 real performances. Chords count
 * as one onset. Times are seconds.
 */
final class Pause {
    /** The shortest and the longest pause that it asks for. */
    static final double SHORTEST = 0.25;

    private static final double LONGEST = 0.9;
    /** Fewer onsets are hardly a phrase yet; they are given that long at least. */
    private static final int FEW = 3;

    private static final double WHERE_FEW = 0.5;
    /** Onsets that lie no further apart are one. */
    private static final double CHORD = 0.04;
    /** A rest between two notes that lasts no longer is none. */
    private static final double DETACHED = 0.03;

    private static final int ONSETS = 8;
    private static final int RESTS = 6;
    private static final double LONGEST_REST = 1;
    /** Seconds asked for at even odds, and how many fewer for each unit of log-odds. */
    private static final double AT_EVEN_ODDS = -0.25;

    private static final double PER_LOG_ODDS = 0.2;

    /** The last onsets, the latest first. */
    private final Deque<Double> onsets = new ArrayDeque<>();

    private final Deque<Double> rests = new ArrayDeque<>();
    private double begin;
    private double loudness;
    private int notes;
    private int last;

    /** A new phrase begins. */
    void begin(double now) {
        onsets.clear();
        rests.clear();
        begin = now;
        loudness = 0;
        notes = 0;
    }

    /**
     * A key was struck.
     *
     * @param upSince when the last key went up, where none was down; else NaN
     */
    void strike(double now, int velocity, double upSince) {
        if (now - upSince > DETACHED) {
            push(rests, Math.min(now - upSince, LONGEST_REST), RESTS);
        }
        if (onsets.isEmpty() || now - onsets.getFirst() > CHORD) {
            push(onsets, now, ONSETS + 1);
        }
        loudness += velocity;
        notes++;
        last = velocity;
    }

    private static void push(Deque<Double> latest, double value, int most) {
        latest.addFirst(value);
        if (latest.size() > most) {
            latest.removeLast();
        }
    }

    /** How long no key must have moved since the last went up at {@code up}, seconds. */
    double seconds(double up) {
        double[] times = onsets.stream().mapToDouble(Double::doubleValue).toArray();
        double[] intervals = new double[Math.max(1, times.length - 1)];
        for (int i = 0; i + 1 < times.length; i++) {
            intervals[i] = times[i] - times[i + 1];
        }
        double latest = intervals[0];
        Arrays.sort(intervals);
        double rest = rests.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        double odds = 1.275
                - 0.62 * log(intervals[intervals.length / 2])
                + 0.515 * log(intervals[intervals.length - 1])
                + 0.081 * log(latest)
                + 1.181 * log(up - times[0])
                - 0.388 * Math.log(Math.max(0.3, Math.min(60, up - begin)))
                - 0.948 * Math.max(0.3, Math.min(2, last * notes / loudness))
                - 0.115 * log(rest);
        double least = times.length < FEW ? WHERE_FEW : SHORTEST;
        return Math.max(least, Math.min(LONGEST, AT_EVEN_ODDS - PER_LOG_ODDS * odds));
    }

    private static double log(double seconds) {
        return Math.log(Math.max(0.05, Math.min(5, seconds)));
    }
}
