package org.amadeus.quant.coding;

import org.amadeus.quant.layer.Activations;
import org.amadeus.quant.layer.GroupedMatrix;
import org.amadeus.quant.layer.Layer;
import org.amadeus.quant.layer.WeightMatrix;

/**
 * Weights as integers: {@code weight = integer * scale}.
 *
 * @param coding how
 * @param matrix [rows, columns]; in groups where the coding is
 * @param scales of each row [rows], above 0
 */
public record Coded(WeightCoding coding, WeightMatrix matrix, float[] scales) {
    /**
     * Each weight's nearest integer, between the steps of these.
     *
     * @param weights [rows, columns], finite
     * @return likewise coded, with the same scales and multipliers
     * @throws IllegalArgumentException where a weight is no finite number
     */
    public Coded nearest(float[] weights) {
        WeightCoding.requireFinite(weights);
        byte[] multipliers = matrix instanceof GroupedMatrix grouped ? grouped.multipliers() : new byte[0];
        return new Steps(coding, matrix.columns(), scales, multipliers).nearest(weights);
    }

    /** The floats that the integers stand for, [rows, columns]. */
    public float[] decode() {
        return matrix.decode(scales);
    }

    /** The linear layer of these weights, as kernels take it. */
    public Layer layer(float[] bias, Activations activations) {
        return new Layer(matrix, scales, bias, activations);
    }
}
