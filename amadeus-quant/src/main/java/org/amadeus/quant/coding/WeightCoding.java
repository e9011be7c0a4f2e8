package org.amadeus.quant.coding;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * One way to keep a matrix of weights in fewer bits, with a scale for each row. Eight bits are {@code weight = value * scale},
 * -127 .. 127. Fewer are in groups: {@code weight = value * multiplier * scale}, a multiplier for each group of
 * {@value Coded#GROUP} columns of a row; value times multiplier fits a byte. Four bits and more take the values
 * -2^(b-1) .. 2^(b-1) - 1; where there are fewer, zero is a step that is missed less than the balance of the others: their
 * values are odd, -(2^b - 1) .. 2^b - 1.
 *
 * @param bits           of a value, 2 .. 6 or 8
 * @param mostMultiplier the largest multiplier
 */
public record WeightCoding(int bits, int mostMultiplier) {
    public static final WeightCoding INT8 = new WeightCoding(8, 1);
    public static final WeightCoding INT6 = new WeightCoding(6, 3);
    public static final WeightCoding INT5 = new WeightCoding(5, 7);
    public static final WeightCoding INT4 = new WeightCoding(4, 15);
    public static final WeightCoding INT3 = new WeightCoding(3, 18);
    public static final WeightCoding INT2 = new WeightCoding(2, 42);

    private static final List<WeightCoding> ALL = List.of(INT8, INT6, INT5, INT4, INT3, INT2);

    /** All there are, those of more bits first. */
    public static List<WeightCoding> all() {
        return ALL;
    }

    /** The coding of that name, empty where there is none. */
    public static Optional<WeightCoding> of(String id) {
        return ALL.stream().filter(coding -> coding.id().equals(id)).findFirst();
    }

    /** The name in a graph, in rules and in reports: {@code int4}. */
    public String id() {
        return "int" + bits;
    }

    /** Whether weights are in groups; their integers are much better where it is known what the layer's inputs are like. */
    public boolean isGrouped() {
        return bits < Byte.SIZE;
    }

    /** How many groups so many columns make; none where there are no groups. */
    public int groups(int columns) {
        return isGrouped() ? (columns + Coded.GROUP - 1) / Coded.GROUP : 0;
    }

    /** Whether the values are the odd ones. */
    boolean odd() {
        return bits < 4;
    }

    /** The largest value. */
    private int most() {
        return odd() ? (1 << bits) - 1 : (1 << bits - 1) - 1;
    }

    /** Whether there is a value below the largest one's negative. */
    private boolean isUneven() {
        return isGrouped() && !odd();
    }

    /** So many steps from zero a row's largest weight lies under the largest multiplier. */
    float reach() {
        return isUneven() ? most() + 0.5f : most();
    }

    /** The value whose place on the line is nearest to so many steps. */
    int nearest(double steps) {
        int most = most();
        double value = odd() ? 2 * Math.floor(steps / 2) + 1 : Math.rint(steps);
        return (int) Math.max(isUneven() ? -most - 1 : -most, Math.min(most, value));
    }

    private int multiplierBits() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(mostMultiplier);
    }

    /** Bytes that a matrix of so many rows and columns takes in a file. */
    public long bytes(int rows, int columns) {
        int multipliers = Int8Arrays.width(groups(columns), multiplierBits());
        return (long) rows * (Int8Arrays.width(columns, bits) + multipliers + Float.BYTES);
    }

    /**
     * Finds the integers: in groups by {@link Gptq} where there are moments, else each weight's nearest value.
     *
     * @param weights [rows, columns], finite
     * @param moments of the layer's inputs, where they are known
     * @throws IllegalArgumentException where a weight is no finite number
     */
    public Coded encode(float[] weights, int rows, int columns, Optional<Moments> moments) {
        requireFinite(weights);
        Coded steps = Steps.of(this, weights, rows, columns, moments);
        return isGrouped() && moments.isPresent()
                ? moments.get().rounding().round(weights, steps)
                : steps.nearest(weights);
    }

    static void requireFinite(float[] weights) {
        for (int i = 0; i < weights.length; i++) {
            if (!Float.isFinite(weights[i])) {
                throw new IllegalArgumentException(
                        "weight " + i + " is " + weights[i] + ", expected a finite number. The model is broken");
            }
        }
    }

    /** What is behind a parameter's name in the names of the arrays that hold it, the values first, the scales last. */
    public List<String> suffixes() {
        return isGrouped() ? List.of("." + id(), ".multiplier", ".scale") : List.of("", ".scale");
    }

    /** The arrays that hold coded weights: INT8 matrices of as many rows, then the scales, FLOAT [rows]. */
    public List<INDArray> arrays(Coded coded) {
        byte[] values = coded.values().values().clone();
        for (int i = 0; odd() && i < values.length; i++) {
            values[i] = (byte) ((values[i] + most()) / 2);
        }
        List<INDArray> arrays = new ArrayList<>();
        arrays.add(Int8Arrays.pack(new Int8Matrix(coded.rows(), coded.columns(), values), bits));
        if (isGrouped()) {
            Int8Matrix multipliers = new Int8Matrix(coded.rows(), groups(coded.columns()), coded.multipliers());
            arrays.add(Int8Arrays.pack(multipliers, multiplierBits()));
        }
        arrays.add(Nd4j.createFromArray(coded.scales()));
        return arrays;
    }

    /**
     * The coded weights of {@link #arrays}.
     *
     * @param columns of the matrix
     * @throws IllegalArgumentException where the arrays do not fit each other or the number of columns
     */
    public Coded read(List<INDArray> arrays, int columns) {
        Int8Matrix matrix = Int8Arrays.unpack(arrays.get(0), columns, bits);
        byte[] values = matrix.values();
        for (int i = 0; isGrouped() && i < values.length; i++) {
            values[i] =
                    (byte) (odd() ? 2 * values[i] - most() : values[i] << Integer.SIZE - bits >> Integer.SIZE - bits);
        }
        byte[] multipliers = isGrouped()
                ? Int8Arrays.unpack(arrays.get(1), groups(columns), multiplierBits())
                        .values()
                : new byte[0];
        return new Coded(this, matrix, multipliers, HostFloats.read(arrays.get(arrays.size() - 1)));
    }
}
