package org.amadeus.web.portable;

/** Products by loops of plain Java: four rows at a time, so that a value of the vector is read once for them. */
public final class ScalarProducts implements ShortProduct.Factory {
    @Override
    public ShortProduct of(int rows, int columns, byte[] matrix) {
        return (x, sums) -> multiply(rows, columns, matrix, x, sums);
    }

    private static void multiply(int rows, int columns, byte[] matrix, short[] x, int[] sums) {
        int whole = rows - rows % 4;
        for (int row = 0; row < whole; row += 4) {
            int a = row * columns;
            int b = a + columns;
            int c = b + columns;
            int d = c + columns;
            int sumA = 0;
            int sumB = 0;
            int sumC = 0;
            int sumD = 0;
            for (int k = 0; k < columns; k++) {
                int value = x[k];
                sumA += matrix[a + k] * value;
                sumB += matrix[b + k] * value;
                sumC += matrix[c + k] * value;
                sumD += matrix[d + k] * value;
            }
            sums[row] = sumA;
            sums[row + 1] = sumB;
            sums[row + 2] = sumC;
            sums[row + 3] = sumD;
        }
        for (int row = whole; row < rows; row++) {
            int sum = 0;
            for (int k = 0; k < columns; k++) {
                sum += matrix[row * columns + k] * x[k];
            }
            sums[row] = sum;
        }
    }
}
