package org.amadeus.quant.product;

import static org.amadeus.quant.product.Vectors.Bytes.BYTES;
import static org.amadeus.quant.product.Vectors.FLOATS;
import static org.amadeus.quant.product.Vectors.LANES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.amadeus.quant.coding.Int8Matrix;

/**
 * The Vector API's form. Weights lie in tiles [columns][tile rows], read once from front to back: a column's weights of
 * eight vectors are widened to float and multiplied by one broadcast activation, without any sum across lanes. At batch
 * 1 this runs at the speed at which memory delivers the weights.
 */
final class VectorProduct extends Int8Product {
    private static final int TILE = 8 * LANES;

    private final byte[] packed;

    VectorProduct(Int8Matrix matrix) {
        super(matrix, TILE);
        int columns = columns();
        this.packed = new byte[Math.multiplyExact(paddedRows(), columns)];
        for (int row = 0; row < rows(); row++) {
            int at = row / TILE * TILE * columns + row % TILE;
            for (int k = 0; k < columns; k++) {
                packed[at + k * TILE] = matrix.values()[row * columns + k];
            }
        }
    }

    /** Whether the machine's vectors are of a length that has int8 vectors with as many lanes: 256 bits or more. */
    static boolean isSupported() {
        return FLOATS.vectorBitSize() >= 256;
    }

    @Override
    long weightBytes() {
        return packed.length;
    }

    @Override
    void multiply(int tile, float[] x, int xOffset, float[] y, int yOffset) {
        FloatVector y0 = FloatVector.zero(FLOATS);
        FloatVector y1 = y0;
        FloatVector y2 = y0;
        FloatVector y3 = y0;
        FloatVector y4 = y0;
        FloatVector y5 = y0;
        FloatVector y6 = y0;
        FloatVector y7 = y0;
        int columns = columns();
        byte[] w = packed;
        for (int k = 0, at = tile * TILE * columns; k < columns; k++, at += TILE) {
            FloatVector v = FloatVector.broadcast(FLOATS, x[xOffset + k]);
            y0 = ((FloatVector) ByteVector.fromArray(BYTES, w, at).convertShape(VectorOperators.B2F, FLOATS, 0))
                    .fma(v, y0);
            y1 = ((FloatVector) ByteVector.fromArray(BYTES, w, at + LANES).convertShape(VectorOperators.B2F, FLOATS, 0))
                    .fma(v, y1);
            y2 = ((FloatVector)
                            ByteVector.fromArray(BYTES, w, at + 2 * LANES).convertShape(VectorOperators.B2F, FLOATS, 0))
                    .fma(v, y2);
            y3 = ((FloatVector)
                            ByteVector.fromArray(BYTES, w, at + 3 * LANES).convertShape(VectorOperators.B2F, FLOATS, 0))
                    .fma(v, y3);
            y4 = ((FloatVector)
                            ByteVector.fromArray(BYTES, w, at + 4 * LANES).convertShape(VectorOperators.B2F, FLOATS, 0))
                    .fma(v, y4);
            y5 = ((FloatVector)
                            ByteVector.fromArray(BYTES, w, at + 5 * LANES).convertShape(VectorOperators.B2F, FLOATS, 0))
                    .fma(v, y5);
            y6 = ((FloatVector)
                            ByteVector.fromArray(BYTES, w, at + 6 * LANES).convertShape(VectorOperators.B2F, FLOATS, 0))
                    .fma(v, y6);
            y7 = ((FloatVector)
                            ByteVector.fromArray(BYTES, w, at + 7 * LANES).convertShape(VectorOperators.B2F, FLOATS, 0))
                    .fma(v, y7);
        }
        int to = yOffset + tile * TILE;
        y0.intoArray(y, to);
        y1.intoArray(y, to + LANES);
        y2.intoArray(y, to + 2 * LANES);
        y3.intoArray(y, to + 3 * LANES);
        y4.intoArray(y, to + 4 * LANES);
        y5.intoArray(y, to + 5 * LANES);
        y6.intoArray(y, to + 6 * LANES);
        y7.intoArray(y, to + 7 * LANES);
    }
}
