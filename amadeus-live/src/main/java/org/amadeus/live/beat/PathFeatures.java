package org.amadeus.live.beat;

import java.util.Arrays;

/**
 * What is seen of a path of beats through the onsets of a phrase: F numbers, from which {@link BeatWeights} says its odds. Time
 * is counted in the path's own beats throughout.
 */
final class PathFeatures {
    /** F. */
    static final int COUNT = 115;

    /** Where in a beat onsets lie; each is counted at the nearest, in its group. */
    private static final double[] PLACES = {
        0, 1 / 8.0, 1 / 6.0, 1 / 4.0, 1 / 3.0, 3 / 8.0, 1 / 2.0, 5 / 8.0, 2 / 3.0, 3 / 4.0, 5 / 6.0, 7 / 8.0
    };
    /** Of each place: 0 beats, 1 halves, 2 quarters, 3 thirds, or none. */
    private static final int[] GROUP_OF_PLACE = {0, -1, -1, 2, 3, -1, 1, -1, 3, 2, -1, -1};

    private static final int GROUPS = 4;
    /** Onsets so many beats apart are compared. */
    private static final double[] LAGS = {
        1 / 4.0, 1 / 3.0, 1 / 2.0, 2 / 3.0, 3 / 4.0, 1, 4 / 3.0, 3 / 2.0, 2, 3, 4, 6, 8
    };

    private static final double USUAL_BEAT = 0.55;
    private static final double USUAL_ONSETS = 2.5;
    private static final double LARGEST = 20;

    private final Onsets onsets;
    private final BeatTracker.Path path;
    /** Of each onset: the beats before it, and how long the one is that it lies in, seconds. */
    private final double[] at;

    private final double[] lengths;
    private final double[] features = new double[COUNT];
    private int count;

    private PathFeatures(Onsets onsets, BeatTracker.Path path) {
        this.onsets = onsets;
        this.path = path;
        int n = onsets.size();
        at = new double[n];
        lengths = new double[n];
        double[] beats = path.beats();
        int last = beats.length - 1;
        double mean = path.mean();
        int k = 0;
        for (int j = 0; j < n; j++) {
            double time = onsets.times[j];
            while (k < last - 1 && time >= beats[k + 1]) {
                k++;
            }
            boolean outside = time < beats[0] || time > beats[last];
            int from = time > beats[last] ? last : time < beats[0] ? 0 : k;
            lengths[j] = outside ? mean : beats[k + 1] - beats[k];
            at[j] = from + (time - beats[from]) / lengths[j];
        }
    }

    /** [F] */
    static double[] of(Onsets onsets, BeatTracker.Path path) {
        PathFeatures of = new PathFeatures(onsets, path);
        of.tempo();
        of.places();
        of.lags();
        return of.features;
    }

    private void add(double feature) {
        features[count++] = Math.max(-LARGEST, Math.min(LARGEST, feature));
    }

    /** How long a beat is, how many onsets it has, how uneven the beats are, how well the tracker found them to fit. */
    private void tempo() {
        double[] beats = path.beats();
        int intervals = beats.length - 1;
        int n = onsets.size();
        double mean = path.mean();
        double median = path.median();
        double spread = 0;
        double jerk = 0;
        double before = 0;
        for (int i = 0; i < intervals; i++) {
            double change = Math.log((beats[i + 1] - beats[i]) / mean);
            spread += change * change;
            jerk += i > 0 ? Math.abs(change - before) : 0;
            before = change;
        }
        double length = Math.log(median / USUAL_BEAT);
        double density = Math.log(n / ((onsets.times[n - 1] - onsets.times[0]) / mean + 1e-3) / USUAL_ONSETS);
        add(length);
        add(length * length);
        add(density);
        add(density * density);
        add(Math.sqrt(spread / intervals));
        add(jerk / Math.max(1, intervals - 1));
        add(Math.log(median / mean));
        add(path.value() / beats.length);
        add(path.value() / (beats[intervals] - beats[0]));
        add(path.value() / n);
    }

    /** How onsets on beats, halves, quarters and thirds differ from all, in what {@link Onsets} knows of them. */
    private void places() {
        int n = onsets.size();
        double[] all = new double[Onsets.MARKS];
        double[][] sums = new double[GROUPS][Onsets.MARKS];
        double[] shares = new double[GROUPS];
        for (int j = 0; j < n; j++) {
            double phase = at[j] - Math.floor(at[j]);
            double best = 0;
            int place = 0;
            for (int c = 0; c < PLACES.length; c++) {
                double off = Math.abs(phase - PLACES[c]);
                double fit = bell(Math.min(off, 1 - off), (0.015 + 0.03 * lengths[j]) / lengths[j]);
                if (fit > best) {
                    best = fit;
                    place = c;
                }
            }
            int group = GROUP_OF_PLACE[place];
            for (int mark = 0; mark < Onsets.MARKS; mark++) {
                double value = onsets.mark(j, mark);
                all[mark] += value;
                if (group >= 0) {
                    sums[group][mark] += best * value;
                }
            }
            if (group >= 0) {
                shares[group] += best;
            }
        }
        for (int group = 0; group < GROUPS; group++) {
            for (int mark = 0; mark < Onsets.MARKS; mark++) {
                add((sums[group][mark] - shares[group] * all[mark] / n) / (shares[group] + 1));
            }
        }
    }

    /**
     * How many onsets have another so many beats later (a comb filter of the onsets): of any kind, as heavy, both with a new
     * bass, of the same pitch classes, of the same lowest pitch.
     */
    private void lags() {
        int n = onsets.size();
        double[] any = new double[LAGS.length];
        double[] heavy = new double[LAGS.length];
        double[] bass = new double[LAGS.length];
        double[] classes = new double[LAGS.length];
        double[] lowest = new double[LAGS.length];
        double[] most = new double[5];
        double weights = 0;
        int basses = 0;
        for (int j = 0; j < n; j++) {
            weights += onsets.weight(j);
            basses += onsets.isBass(j) ? 1 : 0;
            int from = j + 1;
            for (int c = 0; c < LAGS.length; c++) {
                double wide = 0.02 / lengths[j] + 0.03 * LAGS[c];
                Arrays.fill(most, 0);
                while (from < n && at[from] < at[j] + LAGS[c] - 2 * wide) {
                    from++;
                }
                for (int m = from; m < n && at[m] <= at[j] + LAGS[c] + 2 * wide; m++) {
                    double fit = bell(at[m] - at[j] - LAGS[c], wide);
                    most[0] = Math.max(most[0], fit);
                    most[1] = Math.max(most[1], fit * Math.min(onsets.weight(j), onsets.weight(m)));
                    most[2] = onsets.isBass(j) && onsets.isBass(m) ? Math.max(most[2], fit) : most[2];
                    most[3] = Math.max(most[3], fit * onsets.sharedHarmony(j, m));
                    most[4] = onsets.hasSameLowest(j, m) ? Math.max(most[4], fit) : most[4];
                }
                any[c] += most[0];
                heavy[c] += most[1];
                bass[c] += most[2];
                classes[c] += most[3];
                lowest[c] += most[4];
            }
        }
        for (int c = 0; c < LAGS.length; c++) {
            add(any[c] / n);
            add(heavy[c] / weights);
            add(bass[c] / Math.max(1, basses));
            add(classes[c] / Math.max(0.5, any[c]));
            add(lowest[c] / Math.max(0.5, any[c]));
        }
    }

    private static double bell(double off, double wide) {
        double x = off / wide;
        return Math.exp(-0.5 * x * x);
    }
}
