package org.amadeus.charts.training;

import org.deeplearning4j.ui.model.stats.api.Histogram;

/**
 * What the charts show of a tensor; values that are not finite are left out.
 *
 * @param mean          mean
 * @param deviation     standard deviation over all values
 * @param meanMagnitude mean of the absolute values
 * @param histogram     {@value #BINS} equal bins from the least value to the largest
 */
record TensorSummary(double mean, double deviation, double meanMagnitude, Histogram histogram) {
    static final int BINS = 40;

    static TensorSummary of(float[] values) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double sumOfSquares = 0;
        double sumOfMagnitudes = 0;
        int number = 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
                sum += value;
                sumOfSquares += (double) value * value;
                sumOfMagnitudes += Math.abs(value);
                number++;
            }
        }
        if (number == 0) {
            return new TensorSummary(0, 0, 0, new Histogram(0, 0, BINS, new int[BINS]));
        }
        double mean = sum / number;
        return new TensorSummary(
                mean,
                Math.sqrt(Math.max(0, sumOfSquares / number - mean * mean)),
                sumOfMagnitudes / number,
                new Histogram(min, max, BINS, counts(values, min, max)));
    }

    private static int[] counts(float[] values, double min, double max) {
        int[] counts = new int[BINS];
        double perUnit = max > min ? BINS / (max - min) : 0;
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[Math.min(BINS - 1, (int) ((value - min) * perUnit))]++;
            }
        }
        return counts;
    }
}
