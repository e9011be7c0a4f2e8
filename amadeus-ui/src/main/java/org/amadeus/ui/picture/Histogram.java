package org.amadeus.ui.picture;

/**
 * How often values fall into bins of equal width.
 *
 * @param low    where the first bin begins
 * @param high   where the last one ends, above {@code low}
 * @param counts of each bin
 */
record Histogram(double low, double high, long[] counts) {

    /** Of all finite values between the least and the largest of them. */
    static Histogram of(float[] values, int bins) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        if (!(least < most)) {
            double middle = least == most ? least : 0;
            least = middle - 0.5;
            most = middle + 0.5;
        }
        long[] counts = new long[bins];
        for (float value : values) {
            if (Float.isFinite(value)) {
                counts[(int) Math.min(bins - 1, (value - least) / (most - least) * bins)]++;
            }
        }
        return new Histogram(least, most, counts);
    }

    /** The largest count. */
    long peak() {
        long peak = 0;
        for (long count : counts) {
            peak = Math.max(peak, count);
        }
        return peak;
    }
}
