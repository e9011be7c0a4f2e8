package org.amadeus.quant.product;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Turns integer sums into floats under the scale of the activations, the scale of each row and its bias. */
final class Dequantizer {
    private Dequantizer() {}

    /** The vector species, made only where {@link #fast} is used. */
    private static final class Species {
        static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
        static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    }

    /** y[yFrom + row] = scale[row] * (step * sums[row]) + bias[row] from row {@code start} on, the last product and sum fused. */
    static void plain(int[] sums, float step, float[] scale, float[] bias, float[] y, int yFrom, int start) {
        for (int row = start; row < sums.length; row++) {
            y[yFrom + row] = Math.fma((float) sums[row] * step, scale[row], bias[row]);
        }
    }

    /** {@link #plain} by the Vector API, the same bits. */
    static void fast(int[] sums, float step, float[] scale, float[] bias, float[] y, int yFrom) {
        int lanes = Species.FLOATS.length();
        int row = 0;
        for (; row + lanes <= sums.length; row += lanes) {
            FloatVector sum =
                    (FloatVector) IntVector.fromArray(Species.INTS, sums, row).convert(VectorOperators.I2F, 0);
            sum.mul(step)
                    .fma(
                            FloatVector.fromArray(Species.FLOATS, scale, row),
                            FloatVector.fromArray(Species.FLOATS, bias, row))
                    .intoArray(y, yFrom + row);
        }
        plain(sums, step, scale, bias, y, yFrom, row);
    }

    /**
     * y[row] = scale[row] * (step * (unit * high[row] + low[row])) + bias[row] by the Vector API, where activations
     * were multiplied digit by digit ({@link ByteActivation#wide}): the sums of the high ones, and those of the low ones.
     */
    static void wide(int[] high, int[] low, float unit, float step, float[] scale, float[] bias, float[] y, int yFrom) {
        int lanes = Species.FLOATS.length();
        int row = 0;
        FloatVector units = FloatVector.broadcast(Species.FLOATS, unit);
        for (; row + lanes <= high.length; row += lanes) {
            FloatVector upper =
                    (FloatVector) IntVector.fromArray(Species.INTS, high, row).convert(VectorOperators.I2F, 0);
            FloatVector lower =
                    (FloatVector) IntVector.fromArray(Species.INTS, low, row).convert(VectorOperators.I2F, 0);
            upper.fma(units, lower)
                    .mul(step)
                    .fma(
                            FloatVector.fromArray(Species.FLOATS, scale, row),
                            FloatVector.fromArray(Species.FLOATS, bias, row))
                    .intoArray(y, yFrom + row);
        }
        for (; row < high.length; row++) {
            float sum = Math.fma((float) high[row], unit, (float) low[row]);
            y[yFrom + row] = Math.fma(sum * step, scale[row], bias[row]);
        }
    }
}
