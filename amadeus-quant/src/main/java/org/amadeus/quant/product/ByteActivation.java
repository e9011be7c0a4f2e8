package org.amadeus.quant.product;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Float activations as 8-bit integers under a scale of their own: {@code x = step * q}, q in -127 .. 127, where step is
 * the largest |x| / 127 and q is x / step rounded to the nearest integer, ties to even. |x| has to be finite.
 */
final class ByteActivation {
    /** The largest q. */
    static final int LARGEST = 127;
    /** A vector without larger values counts as 0: the reciprocal of its step would leave the range of a float. */
    static final float LEAST = 0x1p-100f;

    /** Added and subtracted again, it rounds a small float to the nearest integer: 1.5 * 2^23. */
    static final float ROUNDER = 12582912f;

    private static final int ROUNDER_BITS = Float.floatToRawIntBits(ROUNDER);

    private ByteActivation() {}

    /** The vector species, made only where {@link #fast} is used. */
    private static final class Species {
        static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
        static final VectorSpecies<Byte> BYTES =
                VectorSpecies.of(byte.class, VectorShape.forBitSize(FLOATS.vectorBitSize() / 4));
    }

    /**
     * Quantizes {@code count} values of x from {@code from} on to q, which begins at the same place.
     *
     * @return the step; 0 where no value is above {@link #LEAST}
     */
    static float plain(float[] x, int from, int count, byte[] q) {
        float largest = largest(x, from, from + count, 0);
        float inverse = largest > LEAST ? LARGEST / largest : 0;
        quantize(x, from, from + count, inverse, q);
        return largest > LEAST ? largest / LARGEST : 0;
    }

    /** {@link #plain} by the Vector API, the same bits. */
    static float fast(float[] x, int from, int count, byte[] q) {
        int lanes = Species.FLOATS.length();
        int end = from + count - count % lanes;
        FloatVector most = FloatVector.zero(Species.FLOATS);
        for (int i = from; i < end; i += lanes) {
            FloatVector magnitude = FloatVector.fromArray(Species.FLOATS, x, i).abs();
            most = most.blend(magnitude, magnitude.compare(VectorOperators.GT, most));
        }
        float largest = largest(x, end, from + count, most.reduceLanes(VectorOperators.MAX));
        float inverse = largest > LEAST ? LARGEST / largest : 0;
        FloatVector rounder = FloatVector.broadcast(Species.FLOATS, ROUNDER);
        for (int i = from; i < end; i += lanes) {
            // A float that is added to 1.5 * 2^23 ends in the bits of the nearest integer.
            IntVector value = FloatVector.fromArray(Species.FLOATS, x, i)
                    .mul(inverse)
                    .add(rounder)
                    .reinterpretAsInts();
            ((ByteVector) value.convertShape(VectorOperators.I2B, Species.BYTES, 0)).intoArray(q, i);
        }
        quantize(x, end, from + count, inverse, q);
        return largest > LEAST ? largest / LARGEST : 0;
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
