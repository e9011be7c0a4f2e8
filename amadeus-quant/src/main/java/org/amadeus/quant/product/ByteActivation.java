package org.amadeus.quant.product;

import static org.amadeus.quant.product.Vectors.Bytes.BYTES;
import static org.amadeus.quant.product.Vectors.FLOATS;
import static org.amadeus.quant.product.Vectors.LANES;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Float activations as integers under a scale of their own: {@code x = step * q}, where q is x / step rounded to the
 * nearest integer, ties to even. In 8 bits, q is -127 .. 127 and step the largest |x| / 127; or in more, in two signed digits
 * of b bits, {@code q = 2^b high + low}. |x| has to be finite.
 */
final class ByteActivation {
    /** The largest q of 8 bits. */
    static final int LARGEST = 127;
    /** A vector without larger values counts as 0: the reciprocal of its step would leave the range of a float. */
    static final float LEAST = 0x1p-100f;

    /** Added and subtracted again, it rounds a small float to the nearest integer: 1.5 * 2^23. */
    private static final float ROUNDER = 12582912f;

    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    private ByteActivation() {}

    /**
     * Quantizes {@code count} values of x from {@code from} on to q, which begins at the same place.
     *
     * @return the step; 0 where no value is above {@link #LEAST}
     */
    static float plain(float[] x, int from, int count, byte[] q) {
        float largest = largest(x, from, from + count, 0);
        quantize(x, from, from + count, inverse(largest, LARGEST), q);
        return step(largest, LARGEST);
    }

    /** {@link #plain} by the Vector API, the same bits. */
    static float fast(float[] x, int from, int count, byte[] q) {
        int end = from + count - count % LANES;
        float largest = largest(x, from, count);
        float inverse = inverse(largest, LARGEST);
        FloatVector rounder = FloatVector.broadcast(FLOATS, ROUNDER);
        for (int i = from; i < end; i += LANES) {
            // A float that is added to 1.5 * 2^23 ends in the bits of the nearest integer.
            IntVector value = FloatVector.fromArray(FLOATS, x, i)
                    .mul(inverse)
                    .add(rounder)
                    .reinterpretAsInts();
            ((ByteVector) value.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(q, i);
        }
        quantize(x, end, from + count, inverse, q);
        return step(largest, LARGEST);
    }

    /**
     * In two digits, by the Vector API.
     *
     * @param bits   of a digit, 7 or 8
     * @param digits output: high ones from {@code high} on, low ones from {@code low} on
     * @return the step; 0 where no value is above {@link #LEAST}
     */
    static float wide(float[] x, int from, int count, int bits, byte[] digits, int high, int low) {
        float largest = largest(x, from, count);
        int half = 1 << bits - 1;
        // The largest integer both of whose digits are within -(half - 1) .. half - 1.
        int most = (half - 1) * (2 * half + 1);
        float inverse = inverse(largest, most);
        int i = 0;
        for (; i + LANES <= count; i += LANES) {
            IntVector value = FloatVector.fromArray(FLOATS, x, from + i)
                    .fma(FloatVector.broadcast(FLOATS, inverse), FloatVector.broadcast(FLOATS, ROUNDER))
                    .reinterpretAsInts()
                    .sub(ROUNDER_BITS);
            IntVector upper = value.add(half).lanewise(VectorOperators.ASHR, bits);
            IntVector lower = value.sub(upper.lanewise(VectorOperators.LSHL, bits));
            ((ByteVector) upper.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(digits, high + i);
            ((ByteVector) lower.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(digits, low + i);
        }
        for (; i < count; i++) {
            int value = Float.floatToRawIntBits(Math.fma(x[from + i], inverse, ROUNDER)) - ROUNDER_BITS;
            int upper = value + half >> bits;
            digits[high + i] = (byte) upper;
            digits[low + i] = (byte) (value - (upper << bits));
        }
        return step(largest, most);
    }

    private static float inverse(float largest, int most) {
        return largest > LEAST ? most / largest : 0;
    }

    private static float step(float largest, int most) {
        return largest > LEAST ? largest / most : 0;
    }

    private static float largest(float[] x, int from, int count) {
        int end = from + count - count % LANES;
        FloatVector most = FloatVector.zero(FLOATS);
        for (int i = from; i < end; i += LANES) {
            FloatVector magnitude = FloatVector.fromArray(FLOATS, x, i).abs();
            most = most.blend(magnitude, magnitude.compare(VectorOperators.GT, most));
        }
        return largest(x, end, from + count, most.reduceLanes(VectorOperators.MAX));
    }

    private static float largest(float[] x, int start, int end, float most) {
        float largest = most;
        for (int i = start; i < end; i++) {
            float magnitude = Math.abs(x[i]);
            largest = magnitude > largest ? magnitude : largest;
        }
        return largest;
    }

    private static void quantize(float[] x, int start, int end, float inverse, byte[] q) {
        for (int i = start; i < end; i++) {
            q[i] = (byte) (Float.floatToRawIntBits(x[i] * inverse + ROUNDER) - ROUNDER_BITS);
        }
    }
}
