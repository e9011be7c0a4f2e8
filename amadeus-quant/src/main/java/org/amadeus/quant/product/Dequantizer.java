package org.amadeus.quant.product;

import static org.amadeus.quant.product.Vectors.FLOATS;
import static org.amadeus.quant.product.Vectors.INTS;
import static org.amadeus.quant.product.Vectors.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** Turns integer sums into floats under the scale of the activations, the scale of each row and its bias. */
final class Dequantizer {
    private Dequantizer() {}

    /** y[yFrom + row] = scale[row] * (step * sums[row]) + bias[row] from row {@code start} on, the last product and sum fused. */
    static void plain(int[] sums, float step, float[] scale, float[] bias, float[] y, int yFrom, int start) {
        for (int row = start; row < sums.length; row++) {
            y[yFrom + row] = Math.fma((float) sums[row] * step, scale[row], bias[row]);
        }
    }

    /** {@link #plain} by the Vector API, the same bits. */
    static void fast(int[] sums, float step, float[] scale, float[] bias, float[] y, int yFrom) {
        int row = 0;
        for (; row + LANES <= sums.length; row += LANES) {
            FloatVector sum = (FloatVector) IntVector.fromArray(INTS, sums, row).convert(VectorOperators.I2F, 0);
            sum.mul(step)
                    .fma(FloatVector.fromArray(FLOATS, scale, row), FloatVector.fromArray(FLOATS, bias, row))
                    .intoArray(y, yFrom + row);
        }
        plain(sums, step, scale, bias, y, yFrom, row);
    }

    /**
     * y[row] = scale[row] * (step * (unit * high[row] + low[row])) + bias[row] by the Vector API, where activations
     * were multiplied digit by digit ({@link ByteActivation#wide}): the sums of the high ones, and those of the low ones.
     */
    static void wide(int[] high, int[] low, float unit, float step, float[] scale, float[] bias, float[] y, int yFrom) {
        int row = 0;
        FloatVector units = FloatVector.broadcast(FLOATS, unit);
        for (; row + LANES <= high.length; row += LANES) {
            FloatVector upper =
                    (FloatVector) IntVector.fromArray(INTS, high, row).convert(VectorOperators.I2F, 0);
            FloatVector lower =
                    (FloatVector) IntVector.fromArray(INTS, low, row).convert(VectorOperators.I2F, 0);
            upper.fma(units, lower)
                    .mul(step)
                    .fma(FloatVector.fromArray(FLOATS, scale, row), FloatVector.fromArray(FLOATS, bias, row))
                    .intoArray(y, yFrom + row);
        }
        for (; row < high.length; row++) {
            float sum = Math.fma((float) high[row], unit, (float) low[row]);
            y[yFrom + row] = Math.fma(sum * step, scale[row], bias[row]);
        }
    }
}
