package org.amadeus.quant.product;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Float activations as 16-bit integers, each in two signed bytes: {@code x = scale * (256 high + low)}. */
final class WideActivation {
    /** What a unit of the high byte is worth. */
    static final float HIGH = 256;
    /** The largest integer whose two signed bytes are both within -127 .. 127. */
    static final int LARGEST = 127 * 256 + 127;

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 4));
    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ByteActivation.ROUNDER);

    private WideActivation() {}

    /**
     * Splits {@code count} values.
     *
     * @param bytes output: high bytes from {@code high} on, low bytes from {@code low} on
     * @return the scale; 0 where no value is above {@link ByteActivation#LEAST}
     */
    static float split(float[] x, int from, int count, byte[] bytes, int high, int low) {
        float largest = largest(x, from, count);
        float inverse = largest > ByteActivation.LEAST ? LARGEST / largest : 0;
        int i = 0;
        for (; i + LANES <= count; i += LANES) {
            IntVector value = FloatVector.fromArray(FLOATS, x, from + i)
                    .fma(FloatVector.broadcast(FLOATS, inverse), FloatVector.broadcast(FLOATS, ByteActivation.ROUNDER))
                    .reinterpretAsInts()
                    .sub(ROUNDER_BITS);
            IntVector upper = value.add(128).lanewise(VectorOperators.ASHR, 8);
            IntVector lower = value.sub(upper.lanewise(VectorOperators.LSHL, 8));
            ((ByteVector) upper.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(bytes, high + i);
            ((ByteVector) lower.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(bytes, low + i);
        }
        for (; i < count; i++) {
            int value = Float.floatToRawIntBits(Math.fma(x[from + i], inverse, ByteActivation.ROUNDER)) - ROUNDER_BITS;
            int upper = value + 128 >> 8;
            bytes[high + i] = (byte) upper;
            bytes[low + i] = (byte) (value - (upper << 8));
        }
        return largest > ByteActivation.LEAST ? largest / LARGEST : 0;
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
