package org.amadeus.quant.product;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.amadeus.quant.coding.Int8Matrix;

/**
 * A matrix W as A + E: of no two neighbouring columns (2j, 2j + 1) of A the positive or the negative values of a row add up
 * to more than a limit, and E lists what was cut off. A's columns stand in an order that makes it little: large weights
 * beside small ones.
 */
final class ClippedMatrix {
    /** Where there are more columns than this they stay as they are: pairing takes the square of them. */
    private static final int MOST_PAIRED = 2048;

    private final int columns;
    private final int most;
    /** Which column of W stands at each place of A. */
    private final int[] order;
    /** A, row by row. */
    private final byte[] clipped;
    /** Of each entry of E its row, its column of W and its value: the first of every row that has any, then the second ones,
     * and so on, so that one sum need not wait for the one before. */
    private final int[] rows;

    private final int[] places;
    private final byte[] excess;

    /** @param most 127 or more */
    ClippedMatrix(Int8Matrix matrix, int most) {
        this.columns = matrix.columns();
        this.most = most;
        this.order = most >= -2 * Byte.MIN_VALUE || columns > MOST_PAIRED
                ? IntStream.range(0, columns).toArray()
                : paired(matrix);
        byte[] whole = new byte[matrix.values().length];
        for (int from = 0; from < whole.length; from += columns) {
            for (int k = 0; k < columns; k++) {
                whole[from + k] = matrix.values()[from + order[k]];
            }
        }
        this.clipped = whole.clone();
        // How many were clipped that are the first, second ... of their rows; then where these begin.
        int[] begins = new int[columns + 1];
        for (int row = 0; row < matrix.rows(); row++) {
            int found = 0;
            for (int k = row * columns + 1; k < (row + 1) * columns; k += 2) {
                if (isTooMuch(whole[k - 1], whole[k])) {
                    clipped[k] = (byte) (Integer.signum(whole[k]) * most - whole[k - 1]);
                    begins[++found]++;
                }
            }
        }
        for (int i = 1; i <= columns; i++) {
            begins[i] += begins[i - 1];
        }
        this.rows = new int[begins[columns]];
        this.places = new int[rows.length];
        this.excess = new byte[rows.length];
        for (int row = 0; row < matrix.rows(); row++) {
            int found = 0;
            for (int k = row * columns; k < (row + 1) * columns; k++) {
                if (clipped[k] != whole[k]) {
                    int entry = begins[found++]++;
                    rows[entry] = row;
                    places[entry] = order[k - row * columns];
                    excess[entry] = (byte) (whole[k] - clipped[k]);
                }
            }
        }
    }

    private boolean isTooMuch(int a, int b) {
        return Math.abs(a + b) > most && a < 0 == b < 0;
    }

    /**
     * Pairs columns, those with most large weights first, each with the one beside which least is cut off. All rows are looked
     * at: from one of four, twice as much is cut off. Takes 0.4 to 0.6 s for the bundled model's 5.2 million weights.
     */
    private int[] paired(Int8Matrix matrix) {
        int[][] cut = new int[columns][columns];
        int[] large = new int[columns];
        for (int row = 0; row < matrix.rows(); row++) {
            for (int sign = -1; sign <= 1; sign += 2) {
                countCut(byMagnitude(matrix.values(), row * columns, sign), matrix.values(), row * columns, cut, large);
            }
        }
        int[] first = IntStream.range(0, columns)
                .boxed()
                .sorted(Comparator.comparing(i -> -large[i]))
                .mapToInt(i -> i)
                .toArray();
        boolean[] taken = new boolean[columns];
        int[] order = new int[columns];
        int place = 0;
        for (int i : first) {
            if (!taken[i] && place + 1 < columns) {
                taken[i] = true;
                int beside = IntStream.range(0, columns)
                        .filter(j -> !taken[j])
                        .reduce((a, b) -> cut[i][b] + cut[b][i] < cut[i][a] + cut[a][i] ? b : a)
                        .orElseThrow();
                taken[beside] = true;
                order[place++] = i;
                order[place++] = beside;
            } else if (!taken[i]) {
                order[place++] = i;
            }
        }
        return order;
    }

    /** The columns of a row's values of one sign, largest first. */
    private int[] byMagnitude(byte[] values, int from, int sign) {
        int[] begins = new int[2 - Byte.MIN_VALUE];
        for (int i = 0; i < columns; i++) {
            if (sign * values[from + i] > 0) {
                begins[1 - Byte.MIN_VALUE - Math.abs(values[from + i])]++;
            }
        }
        for (int i = 1; i < begins.length; i++) {
            begins[i] += begins[i - 1];
        }
        int[] sorted = new int[begins[begins.length - 1]];
        for (int i = 0; i < columns; i++) {
            if (sign * values[from + i] > 0) {
                sorted[begins[-Byte.MIN_VALUE - Math.abs(values[from + i])]++] = i;
            }
        }
        return sorted;
    }

    /** Counts each pair of a row's columns that would be too large side by side, and each column that is in one half by itself. */
    private void countCut(int[] sorted, byte[] values, int from, int[][] cut, int[] large) {
        for (int a = 0; a < sorted.length && 2 * Math.abs(values[from + sorted[a]]) > most; a++) {
            large[sorted[a]]++;
            for (int b = a + 1;
                    b < sorted.length && isTooMuch(values[from + sorted[a]], values[from + sorted[b]]);
                    b++) {
                cut[sorted[a]][sorted[b]]++;
            }
        }
    }

    /** A [rows, columns]. */
    byte[] values() {
        return clipped;
    }

    long bytes() {
        return (long) columns * Integer.BYTES + (2L * Integer.BYTES + 1) * excess.length;
    }

    /** Writes a vector, each value with {@code shift} added, in the order of A's columns. */
    void arrange(byte[] x, int from, int shift, byte[] target) {
        for (int k = 0; k < columns; k++) {
            target[from + k] = (byte) (x[from + order[k]] + shift);
        }
    }

    /** Adds E times a vector, in the order of W's columns, to the sums of all rows. */
    void addRest(byte[] x, int from, int[] sums) {
        for (int i = 0; i < excess.length; i++) {
            sums[rows[i]] += excess[i] * x[from + places[i]];
        }
    }
}
