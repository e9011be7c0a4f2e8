package org.amadeus.live.beat;

import java.util.Arrays;

/** What is seen of a path of beats through the onsets of a phrase: F numbers, from which {@link BeatWeights} says its odds. */
final class PathFeatures {
    /** F. */
    static final int COUNT = 35;
    /** Onsets so many beats apart are counted. */
    private static final double[] LAGS = {0.25, 1 / 3.0, 0.5, 2 / 3.0, 0.75, 1, 1.5, 2, 3, 4, 6};
    /** Where in a beat onsets lie; each is counted at the nearest. */
    private static final double[] PLACES = {
        0, 0.5, 0.25, 0.75, 1 / 3.0, 2 / 3.0, 0.125, 0.375, 0.625, 0.875, 1 / 6.0, 5 / 6.0
    };

    private static final int HALF = 1;
    private static final int THIRD = 4;
    private static final int TWO_THIRDS = 5;
    /** The accent of a beat that no onset hits. */
    private static final double SILENT = -2;

    private static final double USUAL_BEAT = 0.55;
    private static final double USUAL_ONSETS = 2.5;

    private final Onsets onsets;
    private final double[] beats;
    private final double[] features = new double[COUNT];
    private int count;

    private PathFeatures(Onsets onsets, double[] beats) {
        this.onsets = onsets;
        this.beats = beats;
    }

    /** [F] */
    static double[] of(Onsets onsets, BeatTracker.Path path) {
        PathFeatures of = new PathFeatures(onsets, path.beats());
        of.tempo(path.mean());
        of.places();
        of.lags(path.mean());
        return of.features;
    }

    private void add(double feature) {
        features[count++] = feature;
    }

    /** How long a beat is, how many onsets it has, how uneven the beats are. */
    private void tempo(double beat) {
        int k = beats.length - 1;
        double length = Math.log(beat / USUAL_BEAT);
        double density = Math.log(onsets.size() / (double) k / USUAL_ONSETS);
        double spread = 0;
        for (int i = 0; i < k; i++) {
            spread += square(Math.log((beats[i + 1] - beats[i]) / beat));
        }
        add(length);
        add(length * length);
        add(density);
        add(density * density);
        add(Math.sqrt(spread / k));
    }

    /** How many onsets lie on beats and halves, how many beats have one, and how accented they are. */
    private void places() {
        int k = beats.length - 1;
        int n = onsets.size();
        double[] accents = new double[k + 1];
        double[] halves = new double[k];
        Arrays.fill(accents, SILENT);
        Arrays.fill(halves, SILENT);
        double thirds = 0;
        int thirdCount = 0;
        int hits = 0;
        double spans = 0;
        double allSpans = 0;
        double onBeat = 0;
        double onHalf = 0;
        int inside = 0;
        int i = 0;
        for (int j = 0; j < n; j++) {
            double time = onsets.times[j];
            double accent = onsets.accents[j];
            allSpans += onsets.spans[j];
            while (i < k - 1 && time >= beats[i + 1]) {
                i++;
            }
            int near = Math.abs(time - beats[i]) > Math.abs(time - beats[i + 1]) ? i + 1 : i;
            if (Math.abs(time - beats[near]) < BeatTracker.NEAR) {
                hits += accents[near] == SILENT ? 1 : 0;
                accents[near] = Math.max(accents[near], accent);
                spans += onsets.spans[j];
            }
            if (time < beats[0] - BeatTracker.NEAR || time > beats[k] + BeatTracker.NEAR) {
                continue;
            }
            inside++;
            double length = beats[i + 1] - beats[i];
            double phase = (time - beats[i]) / length;
            double best = 0;
            int place = 0;
            for (int c = 0; c < PLACES.length; c++) {
                double off = Math.abs(phase - PLACES[c]);
                double fit = bell(Math.min(off, 1 - off) * length, 0.015 + 0.03 * length);
                if (fit > best) {
                    best = fit;
                    place = c;
                }
            }
            if (place == 0) {
                onBeat += best;
            } else if (place == HALF) {
                onHalf += best;
                halves[i] = Math.max(halves[i], accent);
            } else if (place == THIRD || place == TWO_THIRDS) {
                thirds += accent;
                thirdCount++;
            }
        }
        double mean = Arrays.stream(accents).average().orElse(0);
        add(onBeat / Math.max(1, inside));
        add(onHalf / Math.max(1, inside));
        add(hits / (k + 1.0));
        add(hits / (double) n);
        add(hits == 0 ? 0 : spans / hits - allSpans / n);
        add(mean);
        add(Arrays.stream(halves).average().orElse(0));
        add(thirdCount == 0 ? 0 : mean - thirds / thirdCount);
    }

    /** How many onsets have another so many beats later, and how heavy both are (a comb filter of the onsets). */
    private void lags(double beat) {
        int n = onsets.size();
        double[] alike = new double[LAGS.length];
        double[] heavy = new double[LAGS.length];
        double all = 0;
        for (int j = 0; j < n; j++) {
            double time = onsets.times[j];
            double weight = onsets.weight(j);
            double length = lengthAt(time, beat);
            all += weight;
            int from = j + 1;
            for (int c = 0; c < LAGS.length; c++) {
                double lag = LAGS[c] * length;
                double wide = 0.02 + 0.03 * lag;
                while (from < n && onsets.times[from] < time + lag - 2 * wide) {
                    from++;
                }
                double best = 0;
                double heaviest = 0;
                for (int m = from; m < n && onsets.times[m] <= time + lag + 2 * wide; m++) {
                    double fit = bell(onsets.times[m] - time - lag, wide);
                    best = Math.max(best, fit);
                    heaviest = Math.max(heaviest, fit * Math.min(weight, onsets.weight(m)));
                }
                alike[c] += best;
                heavy[c] += heaviest;
            }
        }
        for (int c = 0; c < LAGS.length; c++) {
            add(alike[c] / n);
            add(heavy[c] / all);
        }
    }

    /** How long the beat is that this time lies in. */
    private double lengthAt(double time, double mean) {
        int found = Arrays.binarySearch(beats, time);
        int i = found >= 0 ? found : -found - 2;
        return i < 0 || i >= beats.length - 1 ? mean : beats[i + 1] - beats[i];
    }

    private static double bell(double off, double wide) {
        return Math.exp(-0.5 * square(off / wide));
    }

    private static double square(double value) {
        return value * value;
    }
}
