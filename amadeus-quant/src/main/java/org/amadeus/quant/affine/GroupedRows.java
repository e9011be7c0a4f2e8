package org.amadeus.quant.affine;

import org.amadeus.quant.kernel.Int4Matrix;

/**
 * A float matrix as int4 in groups: {@code w = value * multiplier / scale}, a multiplier for each group of
 * {@value Int4Matrix#GROUP} columns of a row and a scale for each row.
 *
 * @param matrix [rows, columns]
 * @param scales steps per unit, of each row [rows]
 */
public record GroupedRows(Int4Matrix matrix, float[] scales) {
    /**
     * Each weight to its nearest step.
     *
     * @param values [rows, columns], finite
     */
    public static GroupedRows nearest(float[] values, int rows, int columns) {
        GroupSteps steps = GroupSteps.of(values, rows, columns);
        byte[] integers = new byte[values.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = steps.nearest(i / columns, i % columns, values[i]);
        }
        return of(steps, integers);
    }

    /**
     * Each weight to a step so that the errors of a row cancel out on what the layer hears, as {@link ErrorFeedback} says.
     *
     * @param values  [rows, columns], finite
     * @param moments of the layer's inputs, E[x xᵀ] [columns, columns], finite; any multiple of it will do
     */
    public static GroupedRows compensated(float[] values, int rows, int columns, double[] moments) {
        GroupSteps steps = GroupSteps.of(values, rows, columns);
        ErrorFeedback feedback = new ErrorFeedback(moments, columns);
        byte[] integers = new byte[values.length];
        for (int row = 0; row < rows; row++) {
            feedback.round(values, row, steps, integers);
        }
        return of(steps, integers);
    }

    private static GroupedRows of(GroupSteps steps, byte[] integers) {
        return new GroupedRows(
                new Int4Matrix(steps.rows(), steps.columns(), integers, steps.multipliers()), steps.scales());
    }

    /** The same numbers as int8, each row under its scale. */
    public QuantizedRows widened() {
        return new QuantizedRows(matrix.widened(), scales, new float[scales.length]);
    }
}
