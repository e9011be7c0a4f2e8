package org.amadeus.quant.coding;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One way to keep a matrix of weights in fewer bits. {@link WeightCodings} has all there are. */
public interface WeightCoding {
    /** The name in a graph, in rules and in reports: {@code int4}. */
    String id();

    /** Bits of a weight's integer. */
    int bits();

    /** Bytes that a matrix of so many rows and columns takes in a file. */
    long bytes(int rows, int columns);

    /** Whether the integers are much better where it is known what the layer's inputs are like. */
    boolean needsMoments();

    /**
     * Finds the integers.
     *
     * @param weights [rows, columns], finite
     * @param moments of the layer's inputs, where they are known
     * @throws IllegalArgumentException where a weight is no finite number
     */
    Coded encode(float[] weights, int rows, int columns, Optional<Moments> moments);

    /**
     * Each weight's nearest integer, between steps that are known.
     *
     * @param weights [rows, columns], finite
     * @param steps   coded weights of this coding and of that shape, whose scales and multipliers are taken
     * @throws IllegalArgumentException where a weight is no finite number
     */
    Coded nearest(float[] weights, Coded steps);

    /** What is behind a parameter's name in the names of the arrays that hold it, the values first, the scales last. */
    List<String> suffixes();

    /** The arrays that hold coded weights: INT8 matrices of as many rows, then the scales, FLOAT [rows]. */
    List<INDArray> arrays(Coded coded);

    /**
     * The coded weights of {@link #arrays}.
     *
     * @param columns of the matrix
     * @throws IllegalArgumentException where the arrays do not fit each other or the number of columns
     */
    Coded read(List<INDArray> arrays, int columns);

    /** Refuses weights that are no finite numbers. */
    static void requireFinite(float[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException(
                        "weight " + i + " is " + weights[i] + ", expected a finite number. The model is broken");
            }
        }
    }
}
