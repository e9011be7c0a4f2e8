package org.amadeus.quant.statistics;

/**
 * Gathers one tensor's statistics, call by call, as Distiller's calibration does (distiller/data_loggers/collector.py):
 * every call weighs the same; the deviation is Welford's, over all values.
 */
final class TensorTracker {
    private long calls;
    private double min = Double.MAX_VALUE;
    private double max = -Double.MAX_VALUE;
    private double avgMin;
    private double avgMax;
    private double mean;
    private double std;
    private String shape = "";

    /**
     * @param values  the tensor, row-major
     * @param rows    its dimension 0
     * @param ofShape its shape, as it is written
     */
    void add(float[] values, int rows, String ofShape) {
        calls++;
        int width = values.length / rows;
        double sum = 0;
        double leasts = 0;
        double mosts = 0;
        for (int row = 0; row < rows; row++) {
            float least = Float.POSITIVE_INFINITY;
            float most = Float.NEGATIVE_INFINITY;
            for (int i = row * width; i < (row + 1) * width; i++) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
                sum += values[i];
            }
            min = Math.min(min, least);
            max = Math.max(max, most);
            leasts += least;
            mosts += most;
        }
        avgMin += (leasts / rows - avgMin) / calls;
        avgMax += (mosts / rows - avgMax) / calls;
        double newMean = mean + (sum / values.length - mean) / calls;
        double before = (double) values.length * (calls - 1);
        double squares = std * std * (before - 1);
        for (float value : values) {
            squares += (value - mean) * (value - newMean);
        }
        double degrees = before + values.length - 1;
        std = degrees > 0 ? Math.sqrt(Math.max(0, squares) / degrees) : 0;
        mean = newMean;
        if (shape.isEmpty()) {
            shape = ofShape;
        }
    }

    /** Of a layer that was never called an empty range, as Python's largest float has it. */
    TensorStatistics result() {
        return new TensorStatistics(min, max, avgMin, avgMax, mean, std, shape);
    }
}
