package org.amadeus.quant.layer;

/** A matrix of integers that are int8, or become int8 where each is multiplied by its group's multiplier. */
public sealed interface WeightMatrix permits Int8Matrix, GroupedMatrix {
    /** 1 or more. */
    int rows();

    /** 1 or more. */
    int columns();

    /** [rows, columns], row-major; shared, not copied. */
    byte[] values();

    /** The same numbers as an int8 matrix. */
    Int8Matrix widened();

    /** The floats that the integers stand for under a scale for each row, [rows, columns]: {@code integer * scale}. */
    default float[] decode(float[] scales) {
        Int8Matrix wide = widened();
        float[] values = new float[wide.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = wide.values()[i] * scales[i / wide.columns()];
        }
        return values;
    }

    /** Some of the rows, copied. */
    WeightMatrix select(int... rows);
}
