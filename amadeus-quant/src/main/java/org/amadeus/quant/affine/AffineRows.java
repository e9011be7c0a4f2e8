package org.amadeus.quant.affine;

import org.amadeus.quant.coding.Int8Matrix;

/**
 * A float matrix as int8, asymmetric, each row under a mapping of its own.
 *
 * @param matrix     [rows, columns]
 * @param scales     steps per unit, of each row [rows]
 * @param zeroPoints of each row [rows]
 */
public record AffineRows(Int8Matrix matrix, float[] scales, float[] zeroPoints) {
    public AffineRows {
        if (scales.length != matrix.rows() || zeroPoints.length != matrix.rows()) {
            throw new IllegalArgumentException("scales " + scales.length + " and zero points " + zeroPoints.length
                    + ", expected one for each of " + matrix.rows() + " rows");
        }
    }

    /**
     * Each row over its own range, wider where the row's scale would be above its most: asymmetric, no clipping.
     *
     * @param mostScales of each row [rows], above 0
     */
    public static AffineRows asymmetric(float[] values, int rows, int columns, float[] mostScales) {
        byte[] quantized = new byte[rows * columns];
        float[] scales = new float[rows];
        float[] zeroPoints = new float[rows];
        for (int row = 0; row < rows; row++) {
            float least = values[row * columns];
            float most = least;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                least = Math.min(least, values[i]);
                most = Math.max(most, values[i]);
            }
            Affine mapping = Affine.ofRange(least, most, mostScales[row]);
            scales[row] = mapping.scale();
            zeroPoints[row] = mapping.zeroPoint();
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                quantized[i] = mapping.quantize(values[i]);
            }
        }
        return new AffineRows(new Int8Matrix(rows, columns, quantized), scales, zeroPoints);
    }

    /** The floats that the integers stand for, [rows, columns]. */
    public float[] dequantize() {
        float[] values = new float[matrix.values().length];
        for (int row = 0; row < matrix.rows(); row++) {
            dequantize(row, values, row * matrix.columns());
        }
        return values;
    }

    /** Writes those of one row to y from {@code yFrom} on. */
    public void dequantize(int row, float[] y, int yFrom) {
        int columns = matrix.columns();
        for (int i = 0; i < columns; i++) {
            y[yFrom + i] = (matrix.values()[row * columns + i] + zeroPoints[row]) / scales[row];
        }
    }
}
