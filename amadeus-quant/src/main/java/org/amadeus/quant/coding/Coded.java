package org.amadeus.quant.coding;

import org.amadeus.quant.layer.Layer;
import org.amadeus.quant.layer.WeightMatrix;

/**
 * Weights as integers: {@code weight = integer * scale}.
 *
 * @param matrix [rows, columns]
 * @param scales of each row [rows], above 0
 */
public record Coded(WeightMatrix matrix, float[] scales) {
    /** The floats that the integers stand for, [rows, columns]. */
    public float[] decode() {
        return matrix.decode(scales);
    }

    /** The linear layer of these weights, as kernels take it. */
    public Layer layer(float[] bias) {
        return new Layer(matrix, scales, bias);
    }
}
