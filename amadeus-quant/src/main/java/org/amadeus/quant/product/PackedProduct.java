package org.amadeus.quant.product;

import static org.amadeus.quant.product.Vectors.FLOATS;
import static org.amadeus.quant.product.Vectors.INTS;
import static org.amadeus.quant.product.Vectors.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.amadeus.quant.coding.Int8Matrix;

/**
 * The Vector API's form for machines whose registers are few and whose widening of bytes is slow (256-bit vectors): four
 * weights of a column, of rows a vector's length apart, are the digits of one 32-bit integer, in base 256 with signed
 * digits, {@code P = 2^24 w3 + 2^16 w2 + 2^8 w1 + w0}. Shifted left by 0, 8, 16 and 24 bits it begins with w3, w2, w1 and
 * w0 in turn; the digits behind are left where they are, and taken out of the sums once at the end:
 *
 * <pre>
 *   A_j = Σ_k x_k (P_k shifted so that w_j comes first)        Σ_k x_k w_j = 2^-24 (A_j - A_(j-1) / 256)
 * </pre>
 *
 * That saves a widening of each weight. An integer is rounded to a float's 24 bits, 2^-18 of a weight's step at most, so
 * sums of integers are not exact here; and |x| has to stay below 2^96.
 *
 * <p>The loops are written out whole: a vector that is passed to a method which the JIT compiler happens not to inline is
 * put on the heap. So are, in some runs, all sums of a loop one of which is stored as the loop leaves it: C2 then knows its type no
 * better than it was declared. The index is counted up beside the loop's variable: were its bounds checked once, before the
 * loop, C2 would write the loop out four times and run out of registers.
 */
final class PackedProduct extends Int8Product {
    private static final int DIGITS = 4;
    /** Integers of a column in a tile. */
    private static final int WIDTH = 2 * LANES;

    private static final int TILE = DIGITS * WIDTH;
    private static final float UNIT = 0x1p-24f;
    private static final float BEHIND = -0x1p-32f;

    private final int[] packed;

    /** @throws IllegalArgumentException unless {@link #suits} */
    PackedProduct(Int8Matrix matrix) {
        super(matrix, TILE);
        if (!suits(matrix)) {
            throw new IllegalArgumentException("the matrix holds -128, expected -127 .. 127");
        }
        int columns = columns();
        this.packed = new int[Math.multiplyExact(paddedRows() / DIGITS, columns)];
        for (int row = 0; row < rows(); row++) {
            int inTile = row % TILE;
            int half = inTile / (DIGITS * LANES);
            int digit = DIGITS - 1 - inTile / LANES % DIGITS;
            int at = row / TILE * WIDTH * columns + half * LANES + inTile % LANES;
            for (int k = 0; k < columns; k++) {
                packed[at + k * WIDTH] += matrix.values()[row * columns + k] << (8 * digit);
            }
        }
    }

    /** Whether a matrix has no -128: with digits behind it, that would not fit its byte. */
    static boolean suits(Int8Matrix matrix) {
        for (byte value : matrix.values()) {
            if (value == -128) {
                return false;
            }
        }
        return true;
    }

    /** Whether this is the fast form on this machine: vectors of 256 bits. */
    static boolean isFast() {
        return FLOATS.vectorBitSize() == 256;
    }

    @Override
    long weightBytes() {
        return (long) Integer.BYTES * packed.length;
    }

    @Override
    void multiply(int tile, float[] x, int xOffset, float[] y, int yOffset) {
        FloatVector a3 = FloatVector.zero(FLOATS);
        FloatVector a2 = a3;
        FloatVector a1 = a3;
        FloatVector a0 = a3;
        FloatVector b3 = a3;
        FloatVector b2 = a3;
        FloatVector b1 = a3;
        FloatVector b0 = a3;
        int columns = columns();
        int[] w = packed;
        for (int k = 0, at = tile * WIDTH * columns; k < columns; k++, at += WIDTH) {
            FloatVector v = FloatVector.broadcast(FLOATS, x[xOffset + k]);
            IntVector p = IntVector.fromArray(INTS, w, at);
            IntVector q = IntVector.fromArray(INTS, w, at + LANES);
            a3 = ((FloatVector) p.convert(VectorOperators.I2F, 0)).fma(v, a3);
            a2 = ((FloatVector) p.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0)).fma(v, a2);
            a1 = ((FloatVector) p.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0)).fma(v, a1);
            a0 = ((FloatVector) p.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0)).fma(v, a0);
            b3 = ((FloatVector) q.convert(VectorOperators.I2F, 0)).fma(v, b3);
            b2 = ((FloatVector) q.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0)).fma(v, b2);
            b1 = ((FloatVector) q.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0)).fma(v, b1);
            b0 = ((FloatVector) q.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0)).fma(v, b0);
        }
        int to = yOffset + tile * TILE;
        FloatVector unit = FloatVector.broadcast(FLOATS, UNIT);
        FloatVector behind = FloatVector.broadcast(FLOATS, BEHIND);
        unit.mul(a3).add(behind.mul(a2)).intoArray(y, to);
        unit.mul(a2).add(behind.mul(a1)).intoArray(y, to + LANES);
        unit.mul(a1).add(behind.mul(a0)).intoArray(y, to + 2 * LANES);
        unit.mul(a0).intoArray(y, to + 3 * LANES);
        int other = to + DIGITS * LANES;
        unit.mul(b3).add(behind.mul(b2)).intoArray(y, other);
        unit.mul(b2).add(behind.mul(b1)).intoArray(y, other + LANES);
        unit.mul(b1).add(behind.mul(b0)).intoArray(y, other + 2 * LANES);
        unit.mul(b0).intoArray(y, other + 3 * LANES);
    }

    /** Each half of the tile for both vectors, so that a weight is shifted and converted once for the two. */
    @Override
    void multiplyTwo(int tile, float[] x, int xOffset, int xNext, float[] y, int yOffset, int yNext) {
        int from = tile * WIDTH * columns();
        int to = yOffset + tile * TILE;
        half(from, x, xOffset, xNext, y, to, yNext);
        half(from + LANES, x, xOffset, xNext, y, to + DIGITS * LANES, yNext);
    }

    private void half(int from, float[] x, int xOffset, int xNext, float[] y, int to, int yNext) {
        FloatVector a3 = FloatVector.zero(FLOATS);
        FloatVector a2 = a3;
        FloatVector a1 = a3;
        FloatVector a0 = a3;
        FloatVector b3 = a3;
        FloatVector b2 = a3;
        FloatVector b1 = a3;
        FloatVector b0 = a3;
        int columns = columns();
        int[] w = packed;
        for (int k = 0, at = from; k < columns; k++, at += WIDTH) {
            FloatVector u = FloatVector.broadcast(FLOATS, x[xOffset + k]);
            FloatVector v = FloatVector.broadcast(FLOATS, x[xOffset + xNext + k]);
            IntVector p = IntVector.fromArray(INTS, w, at);
            FloatVector q = (FloatVector) p.convert(VectorOperators.I2F, 0);
            a3 = q.fma(u, a3);
            b3 = q.fma(v, b3);
            q = (FloatVector) p.lanewise(VectorOperators.LSHL, 8).convert(VectorOperators.I2F, 0);
            a2 = q.fma(u, a2);
            b2 = q.fma(v, b2);
            q = (FloatVector) p.lanewise(VectorOperators.LSHL, 16).convert(VectorOperators.I2F, 0);
            a1 = q.fma(u, a1);
            b1 = q.fma(v, b1);
            q = (FloatVector) p.lanewise(VectorOperators.LSHL, 24).convert(VectorOperators.I2F, 0);
            a0 = q.fma(u, a0);
            b0 = q.fma(v, b0);
        }
        FloatVector unit = FloatVector.broadcast(FLOATS, UNIT);
        FloatVector behind = FloatVector.broadcast(FLOATS, BEHIND);
        unit.mul(a3).add(behind.mul(a2)).intoArray(y, to);
        unit.mul(a2).add(behind.mul(a1)).intoArray(y, to + LANES);
        unit.mul(a1).add(behind.mul(a0)).intoArray(y, to + 2 * LANES);
        unit.mul(a0).intoArray(y, to + 3 * LANES);
        int other = to + yNext;
        unit.mul(b3).add(behind.mul(b2)).intoArray(y, other);
        unit.mul(b2).add(behind.mul(b1)).intoArray(y, other + LANES);
        unit.mul(b1).add(behind.mul(b0)).intoArray(y, other + 2 * LANES);
        unit.mul(b0).intoArray(y, other + 3 * LANES);
    }
}
