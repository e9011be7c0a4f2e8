package org.amadeus.quant.coding;

/**
 * The first and second moments of a layer's inputs on real music. With the mean's share of an error made up for by the
 * bias, an error η of a row costs η C ηᵀ in the square of its output, C the covariance.
 *
 * @param mean       E[x] [columns]
 * @param covariance E[x xᵀ] - E[x] E[x]ᵀ [columns, columns]
 */
public record Moments(double[] mean, double[] covariance) {
    public Moments {
        if (covariance.length != Math.multiplyExact(mean.length, mean.length)) {
            throw new IllegalArgumentException(
                    "moments have " + covariance.length + " values, expected " + mean.length + " times " + mean.length);
        }
    }
}
