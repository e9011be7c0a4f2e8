package org.amadeus.quant.coding;

/**
 * A matrix of weights as integers. Where the coding has no groups, {@code weight = value * scale}; else each group of
 * {@value #GROUP} neighbouring columns of a row has a multiplier, {@code weight = value * multiplier * scale}, and value
 * times multiplier fits a byte. Arrays are shared, not copied.
 *
 * @param coding      how
 * @param values      [rows, columns]
 * @param multipliers [rows, groups]; empty where there are no groups
 * @param scales      of each row [rows], above 0
 */
public record Coded(WeightCoding coding, Int8Matrix values, byte[] multipliers, float[] scales) {
    /** Columns under one multiplier; the last group of a row may have fewer. */
    public static final int GROUP = 32;

    public Coded {
        int groups = values.rows() * coding.groups(values.columns());
        if (scales.length != values.rows() || multipliers.length != groups) {
            throw new IllegalArgumentException("a matrix [" + values.rows() + ", " + values.columns() + "] of "
                    + coding.id() + " has " + scales.length + " scales and " + multipliers.length
                    + " multipliers, expected " + values.rows() + " and " + groups);
        }
        for (byte multiplier : multipliers) {
            if (multiplier < 1 || multiplier > coding.mostMultiplier()) {
                throw new IllegalArgumentException("a matrix of " + coding.id() + " has a multiplier " + multiplier
                        + ", expected 1 .. " + coding.mostMultiplier());
            }
        }
    }

    public int rows() {
        return values.rows();
    }

    public int columns() {
        return values.columns();
    }

    /** The same weights in int8, under the same scales: values times multipliers. */
    public Int8Matrix widened() {
        if (!coding.isGrouped()) {
            return values;
        }
        byte[] wide = new byte[values.values().length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (byte) (values.values()[i] * multiplier(i / columns(), i % columns()));
        }
        return new Int8Matrix(rows(), columns(), wide);
    }

    /** The floats that the integers stand for, [rows, columns]. */
    public float[] decode() {
        byte[] wide = widened().values();
        float[] weights = new float[wide.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = wide[i] * scales[i / columns()];
        }
        return weights;
    }

    /** Some of the rows, copied. */
    public Coded select(int... rows) {
        float[] selected = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            selected[i] = scales[rows[i]];
        }
        byte[] integers = select(values.values(), columns(), rows);
        return new Coded(
                coding,
                new Int8Matrix(rows.length, columns(), integers),
                select(multipliers, coding.groups(columns()), rows),
                selected);
    }

    private static byte[] select(byte[] all, int width, int... rows) {
        byte[] selected = new byte[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(all, rows[i] * width, selected, i * width, width);
        }
        return selected;
    }

    /**
     * Each weight's nearest integer, between the steps of these.
     *
     * @param weights [rows, columns], finite
     * @return likewise coded, with the same scales and multipliers
     * @throws IllegalArgumentException where a weight is no finite number
     */
    public Coded nearest(float[] weights) {
        WeightCoding.requireFinite(weights);
        byte[] integers = new byte[weights.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = nearest(i / columns(), i % columns(), weights[i]);
        }
        return with(integers);
    }

    /** Other integers [rows, columns] between the same steps. */
    Coded with(byte[] integers) {
        return new Coded(coding, new Int8Matrix(rows(), columns(), integers), multipliers, scales);
    }

    /** The integer whose weight is nearest. */
    byte nearest(int row, int column, double weight) {
        return (byte) coding.nearest(weight / scales[row] / multiplier(row, column));
    }

    /** The weight that an integer stands for. */
    double weight(int row, int column, byte integer) {
        return (double) integer * multiplier(row, column) * scales[row];
    }

    private int multiplier(int row, int column) {
        return coding.isGrouped() ? multipliers[row * coding.groups(columns()) + column / GROUP] : 1;
    }
}
