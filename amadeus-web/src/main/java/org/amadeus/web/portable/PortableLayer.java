package org.amadeus.web.portable;

import java.util.Arrays;

/**
 * A linear layer with int8 weights: {@code y[row] = steps[row] * Σ_k weights[row, k] x[k] + bias[row]}.
 *
 * @param rows    1 or more
 * @param columns 1 or more
 * @param weights [rows, columns], row-major, -127 .. 127; shared, not copied
 * @param steps   what a unit of a row is worth [rows], finite, 0 or more
 * @param bias    [rows], finite
 */
public record PortableLayer(int rows, int columns, byte[] weights, float[] steps, float[] bias) {
    private static final int MOST_WEIGHT = 127;

    public PortableLayer {
        if (rows < 1 || columns < 1 || weights.length != Math.multiplyExact(rows, columns)) {
            throw new IllegalArgumentException(
                    "a layer [" + rows + ", " + columns + "] has " + weights.length + " weights");
        }
        if (steps.length != rows || bias.length != rows) {
            throw new IllegalArgumentException(
                    "a layer of " + rows + " rows has " + steps.length + " steps and " + bias.length + " biases");
        }
        for (byte weight : weights) {
            if (weight < -MOST_WEIGHT) {
                throw new IllegalArgumentException("a weight is -128, expected -127 .. 127");
            }
        }
        for (int row = 0; row < rows; row++) {
            if (!(steps[row] >= 0 && steps[row] <= Float.MAX_VALUE) || !(Math.abs(bias[row]) <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("row " + row + " has the step " + steps[row] + " and the bias "
                        + bias[row] + ", expected a finite number of 0 or more, and a finite one");
            }
        }
    }

    /** The columns {@code from} (included) to {@code to} (excluded) as a layer of its own, copied; the bias is the same. */
    PortableLayer columns(int from, int to) {
        int width = to - from;
        byte[] part = new byte[rows * width];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(weights, row * columns + from, part, row * width, width);
        }
        return new PortableLayer(rows, width, part, steps, bias);
    }

    /** The floats that row's weights stand for, as doubles. */
    double[] row(int row) {
        double[] values = new double[columns];
        for (int k = 0; k < columns; k++) {
            values[k] = (double) steps[row] * weights[row * columns + k];
        }
        return values;
    }

    /** The largest magnitude of a vector's integers with which no sum over so many columns leaves 32 bits. */
    static int largest(int columns) {
        return Math.min(Short.MAX_VALUE, Integer.MAX_VALUE / MOST_WEIGHT / columns);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortableLayer layer
                && rows == layer.rows
                && columns == layer.columns
                && Arrays.equals(weights, layer.weights)
                && Arrays.equals(steps, layer.steps)
                && Arrays.equals(bias, layer.bias);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "PortableLayer[" + rows + ", " + columns + "]";
    }
}
