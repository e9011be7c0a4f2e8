package org.amadeus.quant.coding;

import java.util.List;
import java.util.Optional;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.quant.layer.Int8Matrix;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Eight bits, -127 .. 127, a scale for each row: over the row's largest magnitude or somewhat less, whichever leaves the
 * least squared error. A few large weights are clipped a little then, and all others are finer.
 */
final class Int8Coding implements WeightCoding {
    private static final int MOST = 127;
    /** How much narrower each range is than the one tried before it, as a share of the widest, and how many are tried. */
    private static final float CUT = 0.02f;

    private static final int CUTS = 30;
    /** A row without larger values becomes zeros. */
    private static final float NOTHING = 1e-15f;
    /** The largest integer of a larger scale may stand for no float. */
    private static final float LARGEST_SCALE = Math.nextDown(Float.MAX_VALUE / MOST);

    @Override
    public String id() {
        return "int8";
    }

    @Override
    public int bits() {
        return 8;
    }

    @Override
    public long bytes(int rows, int columns) {
        return (long) rows * columns + (long) Float.BYTES * rows;
    }

    @Override
    public boolean needsMoments() {
        return false;
    }

    @Override
    public Coded encode(float[] weights, int rows, int columns, Optional<Moments> moments) {
        WeightCoding.requireFinite(weights);
        float[] scales = new float[rows];
        for (int row = 0; row < rows; row++) {
            scales[row] = scale(weights, row * columns, (row + 1) * columns);
        }
        return nearest(weights, columns, scales);
    }

    @Override
    public Coded nearest(float[] weights, Coded steps) {
        WeightCoding.requireFinite(weights);
        return nearest(weights, steps.matrix().columns(), steps.scales());
    }

    private static Coded nearest(float[] weights, int columns, float[] scales) {
        byte[] integers = new byte[weights.length];
        for (int i = 0; i < integers.length; i++) {
            integers[i] = (byte) nearest(weights[i], scales[i / columns]);
        }
        return new Coded(new Int8Matrix(scales.length, columns, integers), scales);
    }

    private static float scale(float[] weights, int from, int to) {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(weights[i]));
        }
        if (largest < NOTHING) {
            return 1;
        }
        float best = Math.min(LARGEST_SCALE, largest / MOST);
        double least = squaredError(weights, from, to, best);
        for (int cut = 1; cut <= CUTS; cut++) {
            float scale = largest * (1 - cut * CUT) / MOST;
            double error = squaredError(weights, from, to, scale);
            if (error < least) {
                least = error;
                best = scale;
            }
        }
        return best;
    }

    private static double squaredError(float[] weights, int from, int to, float scale) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            double error = weights[i] - nearest(weights[i], scale) * (double) scale;
            sum += error * error;
        }
        return sum;
    }

    private static double nearest(float weight, float scale) {
        return Math.max(-MOST, Math.min(MOST, Math.rint(weight / (double) scale)));
    }

    @Override
    public List<String> suffixes() {
        return List.of("", ".scale");
    }

    @Override
    public List<INDArray> arrays(Coded coded) {
        return List.of(Int8Arrays.toNd4j(coded.matrix().widened()), Nd4j.createFromArray(coded.scales()));
    }

    @Override
    public Coded read(List<INDArray> arrays, int columns) {
        Int8Matrix matrix = Int8Arrays.of(arrays.get(0));
        if (matrix.columns() != columns) {
            throw new IllegalArgumentException(
                    "an int8 matrix of " + matrix.columns() + " columns, expected " + columns);
        }
        return new Coded(matrix, HostFloats.read(arrays.get(1)));
    }
}
