package org.amadeus.quant.statistics;

/**
 * One tensor over all calls of its layer.
 *
 * @param min    the least value of all
 * @param max    the largest value of all
 * @param avgMin mean over calls of the mean over rows (dimension 0) of a row's least value
 * @param avgMax likewise of its largest value
 * @param mean   mean over calls of the mean value
 * @param std    standard deviation over all values
 * @param shape  at the first call, such as {@code (8, 512)}; empty where there was none
 */
public record TensorStatistics(
        double min, double max, double avgMin, double avgMax, double mean, double std, String shape) {

    /** Whether the layer was ever called. */
    public boolean isPresent() {
        return !shape.isEmpty();
    }

    /** Whether all its values were 0. */
    boolean isZero() {
        return min == 0 && max == 0;
    }

    /** Values in a row of the last dimension, or 0 where the shape does not tell. */
    public int width() {
        String sizes = shape.replaceAll("[()\\s]|,\\s*\\)?$", "");
        String last = sizes.substring(sizes.lastIndexOf(',') + 1);
        return last.matches("\\d{1,9}") ? Integer.parseInt(last) : 0;
    }
}
