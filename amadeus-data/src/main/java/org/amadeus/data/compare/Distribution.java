package org.amadeus.data.compare;

import java.util.Map;
import java.util.TreeMap;

/**
 * Values with weights, and what they look like together. Values are rounded to a resolution, so that memory grows with
 * their range and not with their number. Not thread-safe.
 */
public final class Distribution {
    private final double resolution;
    private final TreeMap<Long, Double> weights = new TreeMap<>();
    private double total;
    private double sum;

    /** @param resolution what values are rounded to a multiple of, more than 0; the mean is of the values themselves */
    public Distribution(double resolution) {
        if (!(resolution > 0)) {
            throw new IllegalArgumentException("resolution is " + resolution + ", expected more than 0");
        }
        this.resolution = resolution;
    }

    /** Adds a value of weight 1. */
    public void add(double value) {
        add(value, 1);
    }

    /**
     * Adds a value.
     *
     * @param weight how much it counts, 0 or more
     */
    public void add(double value, double weight) {
        if (!Double.isFinite(value) || !(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("value " + value + " of weight " + weight);
        }
        if (weight > 0) {
            weights.merge(Math.round(value / resolution), weight, Double::sum);
            total += weight;
            sum += value * weight;
        }
    }

    /** Adds values of weight 1. */
    public void addAll(double[] values) {
        for (double value : values) {
            add(value);
        }
    }

    /** The weight of all values together: how many there are where each counts 1. */
    public double weight() {
        return total;
    }

    /** The weighted mean; NaN where there is no value. */
    public double mean() {
        return sum / total;
    }

    /**
     * The least value that at least this share of the weight does not exceed; NaN where there is no value.
     *
     * @param share 0 .. 1; 0.5 gives the (lower) median
     */
    public double quantile(double share) {
        double below = 0;
        for (Map.Entry<Long, Double> entry : weights.entrySet()) {
            below += entry.getValue();
            if (below >= share * total * (1 - 1e-12)) {
                return entry.getKey() * resolution;
            }
        }
        return Double.NaN;
    }

    /**
     * The share of the weight in each bin.
     *
     * @param edges n bounds, ascending
     * @return n + 1 shares that sum to 1: below the first bound, from each bound up to the next, from the last on; all 0
     *     where there is no value
     */
    public double[] shares(double[] edges) {
        double[] shares = new double[edges.length + 1];
        int bin = 0;
        for (Map.Entry<Long, Double> entry : weights.entrySet()) {
            // A little grace: a value that was rounded onto a bound must not fall below it by the arithmetic.
            double value = entry.getKey() * resolution + 1e-6 * resolution;
            while (bin < edges.length && value >= edges[bin]) {
                bin++;
            }
            shares[bin] += entry.getValue() / total;
        }
        return shares;
    }
}
