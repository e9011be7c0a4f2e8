package org.amadeus.quant.coding;

/**
 * The first and second moments of a layer's inputs on real music. With the mean's share of an error made up for by the
 * bias, an error η of a row costs η C ηᵀ in the square of its output, C the covariance.
 */
public final class Moments {
    private final double[] mean;
    private final double[] covariance;
    /** Made when first asked for: its factor takes long, and serves every coding. */
    private Gptq rounding;

    /**
     * @param mean       E[x] [columns]
     * @param covariance E[x xᵀ] - E[x] E[x]ᵀ [columns, columns], symmetric, finite
     */
    public Moments(double[] mean, double[] covariance) {
        if (covariance.length != Math.multiplyExact(mean.length, mean.length)) {
            throw new IllegalArgumentException(
                    "moments have " + covariance.length + " values, expected " + mean.length + " times " + mean.length);
        }
        this.mean = mean;
        this.covariance = covariance;
    }

    /** E[x] [columns]. */
    public double[] mean() {
        return mean;
    }

    /** [columns, columns]. */
    public double[] covariance() {
        return covariance;
    }

    synchronized Gptq rounding() {
        if (rounding == null) {
            rounding = new Gptq(covariance, mean.length);
        }
        return rounding;
    }
}
