package org.amadeus.quant.layer;

/** A matrix of integers that are int8, or become int8 where each is multiplied by its group's multiplier. */
public sealed interface WeightMatrix permits Int8Matrix, GroupedMatrix {
    /** 1 or more. */
    int rows();

    /** 1 or more. */
    int columns();

    /** The same numbers as an int8 matrix. */
    Int8Matrix widened();

    /**
     * Some of the rows, copied.
     *
     * @param bounds of spans of rows, one span below the other: from (included), to (excluded), from, to ..
     */
    WeightMatrix select(int... bounds);
}
