package org.amadeus.quant.coding;

import java.util.List;
import java.util.Optional;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.quant.layer.GroupedMatrix;
import org.amadeus.quant.layer.Int8Matrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Few bits in groups: {@code weight = value * multiplier * scale}, a multiplier for each group of
 * {@value GroupedMatrix#GROUP} columns of a row, a scale for each row. Value times multiplier fits a byte. Four bits and more
 * take the values -2^(b-1) .. 2^(b-1) - 1; where there are fewer, zero is a step that is missed less than the balance of the
 * others: their values are odd, -(2^b - 1) .. 2^b - 1.
 *
 * @param bits           of a value, 2 .. 6
 * @param mostMultiplier the largest multiplier
 */
record GroupCoding(int bits, int mostMultiplier) implements WeightCoding {
    /** Whether the values are the odd ones. */
    boolean odd() {
        return bits < 4;
    }

    @Override
    public String id() {
        return "int" + bits;
    }

    @Override
    public long bytes(int rows, int columns) {
        int values = PackedBits.width(columns, bits);
        int multipliers = PackedBits.width(GroupedMatrix.groups(columns), multiplierBits());
        return (long) rows * (values + multipliers + Float.BYTES);
    }

    @Override
    public boolean needsMoments() {
        return true;
    }

    /** The value whose place on the line is nearest to so many steps. */
    int nearest(double steps) {
        int most = most();
        double value = odd() ? 2 * Math.floor(steps / 2) + 1 : Math.rint(steps);
        return (int) Math.max(odd() ? -most : -most - 1, Math.min(most, value));
    }

    /** The largest value. */
    private int most() {
        return odd() ? (1 << bits) - 1 : (1 << bits - 1) - 1;
    }

    /** So many steps from zero a row's largest weight lies under the largest multiplier. */
    float reach() {
        return odd() ? most() : most() + 0.5f;
    }

    private int multiplierBits() {
        return Integer.SIZE - Integer.numberOfLeadingZeros(mostMultiplier);
    }

    /** With moments by {@link Gptq}, without each weight to its nearest value. */
    @Override
    public Coded encode(float[] weights, int rows, int columns, Optional<Moments> moments) {
        WeightCoding.requireFinite(weights);
        GroupScales scales = GroupScales.of(this, weights, rows, columns, moments);
        if (moments.isPresent()) {
            byte[] values = new byte[weights.length];
            moments.get().rounding().round(weights, scales, values);
            return new Coded(new GroupedMatrix(rows, columns, values, scales.multipliers()), scales.scales());
        }
        return nearest(weights, rows, scales);
    }

    @Override
    public Coded nearest(float[] weights, Coded steps) {
        WeightCoding.requireFinite(weights);
        GroupedMatrix matrix = (GroupedMatrix) steps.matrix();
        return nearest(
                weights, matrix.rows(), new GroupScales(this, matrix.columns(), steps.scales(), matrix.multipliers()));
    }

    private static Coded nearest(float[] weights, int rows, GroupScales scales) {
        int columns = scales.columns();
        byte[] values = new byte[weights.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = scales.nearest(i / columns, i % columns, weights[i]);
        }
        return new Coded(new GroupedMatrix(rows, columns, values, scales.multipliers()), scales.scales());
    }

    @Override
    public List<String> suffixes() {
        return List.of("." + id(), ".multiplier", ".scale");
    }

    @Override
    public List<INDArray> arrays(Coded coded) {
        GroupedMatrix matrix = (GroupedMatrix) coded.matrix();
        byte[] values = matrix.values().clone();
        for (int i = 0; odd() && i < values.length; i++) {
            values[i] = (byte) ((values[i] + most()) / 2);
        }
        return List.of(
                Int8Arrays.toNd4j(PackedBits.pack(new Int8Matrix(matrix.rows(), matrix.columns(), values), bits)),
                Int8Arrays.toNd4j(PackedBits.pack(
                        new Int8Matrix(matrix.rows(), matrix.groups(), matrix.multipliers()), multiplierBits())),
                Nd4j.createFromArray(coded.scales()));
    }

    @Override
    public Coded read(List<INDArray> arrays, int columns) {
        Int8Matrix values = PackedBits.unpack(Int8Arrays.of(arrays.get(0)), columns, bits);
        Int8Matrix multipliers =
                PackedBits.unpack(Int8Arrays.of(arrays.get(1)), GroupedMatrix.groups(columns), multiplierBits());
        for (int i = 0; i < values.values().length; i++) {
            int value = values.values()[i];
            values.values()[i] =
                    (byte) (odd() ? 2 * value - most() : value << Integer.SIZE - bits >> Integer.SIZE - bits);
        }
        for (byte multiplier : multipliers.values()) {
            if (multiplier < 1 || multiplier > mostMultiplier) {
                throw new IllegalArgumentException("a matrix of " + id() + " has a multiplier " + multiplier
                        + ", expected 1 .. " + mostMultiplier);
            }
        }
        return new Coded(
                new GroupedMatrix(values.rows(), columns, values.values(), multipliers.values()),
                HostFloats.read(arrays.get(2)));
    }
}
