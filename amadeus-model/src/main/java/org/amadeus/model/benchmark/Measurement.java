package org.amadeus.model.benchmark;

import java.util.Arrays;
import java.util.Locale;

/**
 * How long something takes.
 *
 * @param what     what was done: {@code step}
 * @param variant  how, its precision first: {@code fp32 vector}
 * @param batch    samples at once
 * @param threads  threads used
 * @param ms       milliseconds a call, in the best repetition
 * @param msMedian milliseconds a call, in the median one
 */
public record Measurement(String what, String variant, int batch, int threads, double ms, double msMedian) {
    private static final int REPETITIONS = 7;

    /**
     * Warms {@code call} up for a while, then times it in seven repetitions.
     *
     * @param calls       calls in a repetition
     * @param warmSeconds how long to warm up: the JIT compiler needs a second or so
     */
    public static Measurement of(
            String what, String variant, int batch, int threads, int calls, double warmSeconds, Runnable call) {
        long began = System.nanoTime();
        while (System.nanoTime() - began < warmSeconds * 1e9) {
            call.run();
        }
        double[] times = new double[REPETITIONS];
        for (int r = 0; r < REPETITIONS; r++) {
            long start = System.nanoTime();
            for (int i = 0; i < calls; i++) {
                call.run();
            }
            times[r] = (System.nanoTime() - start) / 1e6 / calls;
        }
        Arrays.sort(times);
        return new Measurement(what, variant, batch, threads, times[0], times[REPETITIONS / 2]);
    }

    /** One line of JSON. */
    public String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"what\": \"%s\", \"variant\": \"%s\", \"batch\": %d, \"threads\": %d, \"ms\": %.4f, \"ms_median\": %.4f}",
                what,
                variant,
                batch,
                threads,
                ms,
                msMedian);
    }
}
