package org.amadeus.quant.product;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Float activations as integers of 2b bits, each in two signed digits of b bits: {@code x = scale * (2^b high + low)}. With b = 8
 * these are bytes.
 */
final class WideActivation {
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 4));
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ByteActivation.ROUNDER);

    private WideActivation() {}

    /**
     * Splits {@code count} values.
     *
     * @param bits  of a digit, 7 or 8
     * @param bytes output: high digits from {@code high} on, low digits from {@code low} on
     * @return the scale; 0 where no value is above {@link ByteActivation#LEAST}
     */
    static float split(float[] x, int from, int count, int bits, byte[] bytes, int high, int low) {
        float largest = largest(x, from, count);
        int half = 1 << bits - 1;
        // The largest integer both of whose digits are within -(half - 1) .. half - 1.
        int most = (half - 1) * (2 * half + 1);
        float inverse = largest > ByteActivation.LEAST ? most / largest : 0;
        int i = 0;
        for (; i + LANES <= count; i += LANES) {
            IntVector value = FloatVector.fromArray(FLOATS, x, from + i)
                    .fma(FloatVector.broadcast(FLOATS, inverse), FloatVector.broadcast(FLOATS, ByteActivation.ROUNDER))
                    .reinterpretAsInts()
                    .sub(ROUNDER_BITS);
            IntVector upper = value.add(half).lanewise(VectorOperators.ASHR, bits);
            IntVector lower = value.sub(upper.lanewise(VectorOperators.LSHL, bits));
            ((ByteVector) upper.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(bytes, high + i);
            ((ByteVector) lower.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(bytes, low + i);
        }
        for (; i < count; i++) {
            int value = Float.floatToRawIntBits(Math.fma(x[from + i], inverse, ByteActivation.ROUNDER)) - ROUNDER_BITS;
            int upper = value + half >> bits;
            bytes[high + i] = (byte) upper;
            bytes[low + i] = (byte) (value - (upper << bits));
        }
        return largest > ByteActivation.LEAST ? largest / most : 0;
    }

    private static float largest(float[] x, int from, int count) {
        FloatVector most = FloatVector.zero(FLOATS);
        int i = 0;
        for (; i + LANES <= count; i += LANES) {
            most = most.max(FloatVector.fromArray(FLOATS, x, from + i).abs());
        }
        float largest = most.reduceLanes(VectorOperators.MAX);
        for (; i < count; i++) {
            largest = Math.max(largest, Math.abs(x[from + i]));
        }
        return largest;
    }
}
