package org.amadeus.model.kernel.step;

/**
 * The weights of a linear layer, float32, row-major.
 *
 * @param out    outputs, 1 or more
 * @param in     inputs, 0 or more
 * @param weight [out, in]
 * @param bias   [R, out]: R rows to choose from, R = 1 for an ordinary layer
 */
public record LinearWeights(int out, int in, float[] weight, float[] bias) {
    public LinearWeights {
        if (weight.length != out * in || bias.length == 0 || bias.length % out != 0) {
            throw new IllegalArgumentException("weight has " + weight.length + " and bias " + bias.length
                    + " values, expected " + out + " * " + in + " and a multiple of " + out);
        }
    }
}
