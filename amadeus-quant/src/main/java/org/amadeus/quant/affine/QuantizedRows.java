package org.amadeus.quant.affine;

import java.util.Arrays;
import org.amadeus.quant.kernel.Int8Matrix;

/**
 * A float matrix as int8, each row under a mapping of its own (or all under the same).
 *
 * @param matrix     [rows, columns]
 * @param scales     steps per unit, of each row [rows]
 * @param zeroPoints of each row [rows]
 */
public record QuantizedRows(Int8Matrix matrix, float[] scales, float[] zeroPoints) {
    /** How much narrower each range is than the one tried before it, as a share of the widest, and how many are tried. */
    private static final float CUT = 0.02f;

    private static final int CUTS = 30;

    /** Each row over its own range: asymmetric, no clipping. */
    public static QuantizedRows asymmetric(float[] values, int rows, int columns) {
        float[] most = new float[rows];
        Arrays.fill(most, Float.MAX_VALUE);
        return asymmetric(values, rows, columns, most);
    }

    /**
     * Likewise, but a row's range is widened where its scale would be above its most.
     *
     * @param mostScales of each row [rows], above 0
     */
    public static QuantizedRows asymmetric(float[] values, int rows, int columns, float[] mostScales) {
        return perRow(
                values,
                rows,
                columns,
                Affine.LEAST,
                (from, to) ->
                        Affine.ofRange(least(values, from, to), most(values, from, to), mostScales[from / columns]));
    }

    /**
     * Each row over plus and minus the same, so that every zero point is 0 and no integer is -128: over its largest
     * magnitude or somewhat less, whichever leaves the least squared error. A few large weights are cut a little then, and
     * all others are finer.
     */
    public static QuantizedRows symmetric(float[] values, int rows, int columns) {
        return perRow(values, rows, columns, -Affine.MOST, (from, to) -> {
            float largest = Math.max(-least(values, from, to), most(values, from, to));
            Affine best = Affine.symmetric(largest);
            double leastError = squaredError(values, from, to, best);
            for (int cut = 1; cut <= CUTS; cut++) {
                Affine candidate = Affine.symmetric(largest * (1 - cut * CUT));
                double error = squaredError(values, from, to, candidate);
                if (error < leastError) {
                    leastError = error;
                    best = candidate;
                }
            }
            return best;
        });
    }

    private static double squaredError(float[] values, int from, int to, Affine mapping) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = values[i] - mapping.dequantize(Math.max(-Affine.MOST, mapping.quantize(values[i])));
            sum += error * error;
        }
        return sum;
    }

    /** All rows under one mapping. */
    public static QuantizedRows uniform(float[] values, int rows, int columns, Affine mapping) {
        return perRow(values, rows, columns, Affine.LEAST, (from, to) -> mapping);
    }

    private interface RowMapping {
        Affine of(int from, int to);
    }

    private static QuantizedRows perRow(float[] values, int rows, int columns, int lowest, RowMapping mapping) {
        byte[] quantized = new byte[rows * columns];
        float[] scales = new float[rows];
        float[] zeroPoints = new float[rows];
        for (int row = 0; row < rows; row++) {
            int from = row * columns;
            Affine affine = mapping.of(from, from + columns);
            scales[row] = affine.scale();
            zeroPoints[row] = affine.zeroPoint();
            for (int i = from; i < from + columns; i++) {
                quantized[i] = (byte) Math.max(lowest, affine.quantize(values[i]));
            }
        }
        return new QuantizedRows(new Int8Matrix(rows, columns, quantized), scales, zeroPoints);
    }

    /** The floats that the integers stand for, [rows, columns]. */
    public float[] dequantize() {
        float[] values = new float[matrix.values().length];
        for (int i = 0; i < values.length; i++) {
            int row = i / matrix.columns();
            values[i] = (matrix.values()[i] + zeroPoints[row]) / scales[row];
        }
        return values;
    }

    private static float least(float[] values, int from, int to) {
        float least = values[from];
        for (int i = from + 1; i < to; i++) {
            least = Math.min(least, values[i]);
        }
        return least;
    }

    private static float most(float[] values, int from, int to) {
        float most = values[from];
        for (int i = from + 1; i < to; i++) {
            most = Math.max(most, values[i]);
        }
        return most;
    }
}
