package org.amadeus.quant.rewrite;

/** Mean square of values over that of their error. */
public final class SignalToNoise {
    private double signal;
    private double noise;

    /** Adds values, and as many in their place. */
    public void add(float[] values, float[] found) {
        for (int i = 0; i < values.length; i++) {
            double error = (double) values[i] - found[i];
            signal += (double) values[i] * values[i];
            noise += error * error;
        }
    }

    /** Infinite where there is no error. */
    public double decibels() {
        return 10 * Math.log10(signal / noise);
    }
}
