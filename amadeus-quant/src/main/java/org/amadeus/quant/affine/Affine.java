package org.amadeus.quant.affine;

/**
 * A mapping between floats and signed 8-bit integers, in the convention of the Distiller library, whose scale is steps
 * per unit: {@code q = clamp(round(scale * x - zeroPoint), -128, 127)} and {@code x = (q + zeroPoint) / scale}. Rounding
 * is to nearest, ties to even; all arithmetic is float32.
 *
 * @param scale     steps per unit, above 0
 * @param zeroPoint an integer
 */
public record Affine(float scale, float zeroPoint) {
    public static final int LEAST = -128;
    public static final int MOST = 127;
    private static final float STEPS = MOST - LEAST;

    /**
     * The mapping that covers a range and holds 0 exactly ("asymmetric, signed").
     *
     * @param low  the least value; above 0 it counts as 0
     * @param high the largest value; below 0 it counts as 0
     */
    public static Affine ofRange(float low, float high) {
        float lo = Math.min(low, 0);
        float hi = Math.max(high, 0);
        float width = hi - lo;
        if (width == 0) {
            width = STEPS;
        }
        // PyTorch divides a number by a tensor by way of the reciprocal: one unit in the last place off a division.
        float scale = 1 / width * STEPS;
        return new Affine(scale, (float) Math.rint(scale * lo) + (MOST + 1));
    }

    /** The mapping that covers -{@code largest} .. {@code largest} with 127 steps on each side, its zero point 0. */
    public static Affine symmetric(float largest) {
        return new Affine(largest == 0 ? 1 : MOST / largest, 0);
    }

    public byte quantize(float x) {
        return (byte) clamp((float) Math.rint(scale * x - zeroPoint), LEAST, MOST);
    }

    public float dequantize(int q) {
        return (q + zeroPoint) / scale;
    }

    /** {@code x} within bounds; NaN stays NaN. */
    public static float clamp(float x, float least, float most) {
        return Math.max(least, Math.min(most, x));
    }
}
