package org.amadeus.quant.affine;

/**
 * A mapping between floats and signed 8-bit integers, in the convention of the Distiller library, whose scale is steps
 * per unit: {@code q = clamp(round(scale * x - zeroPoint), -128, 127)} and {@code x = (q + zeroPoint) / scale}. Rounding
 * is to nearest, ties to even; all arithmetic is float32.
 *
 * @param scale     steps per unit, above 0; it and its reciprocal finite
 * @param zeroPoint an integer
 */
public record Affine(float scale, float zeroPoint) {
    public static final int LEAST = -128;
    public static final int MOST = 127;
    private static final float STEPS = MOST - LEAST;
    /**
     * A range narrower than this counts as nothing: what is in it becomes zero. Products of two scales of wider ones stay
     * below the largest float.
     */
    private static final float NOTHING = 1e-15f;
    /** A range wider than this has two steps fewer, so that no integer stands for more than the largest float. */
    private static final float HUGE = 1e38f;

    public Affine {
        if (!(scale > 0 && scale <= Float.MAX_VALUE && 1 / scale <= Float.MAX_VALUE) || !Float.isFinite(zeroPoint)) {
            throw new IllegalArgumentException("a mapping of scale " + scale + " and zero point " + zeroPoint
                    + ", expected finite numbers, the scale above 0");
        }
    }

    /**
     * The mapping that covers a range and holds 0 exactly ("asymmetric, signed").
     *
     * @param low  the least value; above 0 it counts as 0
     * @param high the largest value; below 0 it counts as 0
     * @throws IllegalArgumentException where one is no finite number
     */
    public static Affine ofRange(float low, float high) {
        return ofRange(low, high, Float.MAX_VALUE);
    }

    /**
     * Likewise, with a wider range where the scale would be above {@code mostScale}.
     *
     * @param mostScale above 0
     */
    static Affine ofRange(float low, float high, float mostScale) {
        if (!Float.isFinite(low) || !Float.isFinite(high)) {
            throw new IllegalArgumentException("a range " + low + " .. " + high + ", expected finite numbers");
        }
        float lo = Math.min(low, 0);
        float hi = Math.max(high, 0);
        float width = hi - lo;
        if (width < NOTHING) {
            width = STEPS;
        }
        // PyTorch divides a number by a tensor by way of the reciprocal: one unit in the last place off a division.
        float scale = width <= HUGE ? 1 / width * STEPS : (float) ((STEPS - 2) / ((double) hi - lo));
        scale = Math.min(scale, mostScale);
        return new Affine(scale, (float) Math.rint(scale * lo) + (MOST + 1));
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
