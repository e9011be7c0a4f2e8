package org.amadeus.quant.kernel;

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

    /** y[row] = scale[row] * (step * sums[row]) + bias[row], the last product and sum fused. */
    static void plain(
            int[] sums, int from, float step, float[] scale, float[] bias, float[] y, int yFrom, int start, int rows) {
        for (int row = start; row < rows; row++) {
            y[yFrom + row] = Math.fma((float) sums[from + row] * step, scale[row], bias[row]);
        }
    }

    /** {@link #plain} by the Vector API, the same bits. */
    static void fast(int[] sums, int from, float step, float[] scale, float[] bias, float[] y, int yFrom, int rows) {
        int lanes = Species.FLOATS.length();
        int row = 0;
        for (; row + lanes <= rows; row += lanes) {
            FloatVector sum = (FloatVector)
                    IntVector.fromArray(Species.INTS, sums, from + row).convert(VectorOperators.I2F, 0);
            sum.mul(step)
                    .fma(
                            FloatVector.fromArray(Species.FLOATS, scale, row),
                            FloatVector.fromArray(Species.FLOATS, bias, row))
                    .intoArray(y, yFrom + row);
        }
        plain(sums, from, step, scale, bias, y, yFrom, row, rows);
    }

    /**
     * y[row] = scale[row] * (step * (256 high[row] + low[row])) + bias[row] by the Vector API, where the integers of
     * {@link WideActivation} were multiplied byte by byte: the sums of the high bytes, and those of the low ones.
     */
    static void wide(
            int[] sums, int high, int low, float step, float[] scale, float[] bias, float[] y, int yFrom, int rows) {
        int lanes = Species.FLOATS.length();
        int row = 0;
        FloatVector unit = FloatVector.broadcast(Species.FLOATS, WideActivation.HIGH);
        for (; row + lanes <= rows; row += lanes) {
            FloatVector upper = (FloatVector)
                    IntVector.fromArray(Species.INTS, sums, high + row).convert(VectorOperators.I2F, 0);
            FloatVector lower = (FloatVector)
                    IntVector.fromArray(Species.INTS, sums, low + row).convert(VectorOperators.I2F, 0);
            upper.fma(unit, lower)
                    .mul(step)
                    .fma(
                            FloatVector.fromArray(Species.FLOATS, scale, row),
                            FloatVector.fromArray(Species.FLOATS, bias, row))
                    .intoArray(y, yFrom + row);
        }
        for (; row < rows; row++) {
            float sum = Math.fma((float) sums[high + row], WideActivation.HIGH, (float) sums[low + row]);
            y[yFrom + row] = Math.fma(sum * step, scale[row], bias[row]);
        }
    }
}
