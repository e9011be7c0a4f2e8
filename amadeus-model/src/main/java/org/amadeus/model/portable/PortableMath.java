package org.amadeus.model.portable;

/**
 * Elementary functions of doubles by nothing but IEEE 754's sums, products and quotients: the same bits wherever the code
 * runs, unlike {@link Math}'s, which a JVM or a browser may compute as it likes within a unit in the last place. Each is
 * within two such units of the right value.
 */
public final class PortableMath {
    /** 1.5 * 2^52: added and subtracted again, it rounds a double below 2^51 to the nearest integer, ties to even. */
    private static final double ROUNDER = 0x1.8p52;

    private static final double LOG2_E = 1.4426950408889634;
    /** ln 2 in two parts, the first of 33 bits, so that its product with a small integer is exact. */
    private static final double LN2_HIGH = 0x1.62e42feep-1;

    private static final double LN2_LOW = 0x1.a39ef35793c76p-33;
    private static final double SQRT_2 = 1.4142135623730951;

    /** Half of the powers of two that a double has: 2^{i - MIDDLE}; the others are products of two. */
    private static final int MIDDLE = 540;

    private static final double[] POWERS = new double[2 * MIDDLE + 1];

    static {
        POWERS[MIDDLE] = 1;
        for (int i = 1; i <= MIDDLE; i++) {
            POWERS[MIDDLE + i] = 2 * POWERS[MIDDLE + i - 1];
            POWERS[MIDDLE - i] = POWERS[MIDDLE - i + 1] / 2;
        }
    }

    private PortableMath() {}

    /** The nearest integer, ties to even, of a number between -2^51 and 2^51. */
    public static double nearest(double x) {
        return x + ROUNDER - ROUNDER;
    }

    /** e^x: with x = n ln 2 + r, |r| at most ln 2 / 2, it is 2^n times the Taylor series of e^r up to r^13. */
    public static double exp(double x) {
        if (!(x > -746)) {
            return x <= -746 ? 0 : x;
        }
        if (x > 710) {
            return Double.POSITIVE_INFINITY;
        }
        double n = nearest(x * LOG2_E);
        double r = x - n * LN2_HIGH - n * LN2_LOW;
        double p = 1.0 / 6227020800L;
        p = p * r + 1.0 / 479001600;
        p = p * r + 1.0 / 39916800;
        p = p * r + 1.0 / 3628800;
        p = p * r + 1.0 / 362880;
        p = p * r + 1.0 / 40320;
        p = p * r + 1.0 / 5040;
        p = p * r + 1.0 / 720;
        p = p * r + 1.0 / 120;
        p = p * r + 1.0 / 24;
        p = p * r + 1.0 / 6;
        p = p * r + 0.5;
        p = p * r * r + r + 1;
        int half = (int) n / 2;
        return p * POWERS[MIDDLE + half] * POWERS[MIDDLE + (int) n - half];
    }

    /** 1 / (1 + e^-x), absolute error below 1e-15. */
    public static double sigmoid(double x) {
        return 1 / (1 + exp(-x));
    }

    /** The hyperbolic tangent, absolute error below 1e-15. */
    public static double tanh(double x) {
        return 1 - 2 / (1 + exp(2 * x));
    }

    /**
     * The natural logarithm of a normal number above 0: of x = 2^k m, m about 1, it is k ln 2 + 2 artanh((m - 1) / (m + 1)),
     * by the series of artanh.
     */
    public static double log(double x) {
        int k = Math.getExponent(x);
        double m = x * POWERS[MIDDLE - k / 2] * POWERS[MIDDLE - (k - k / 2)];
        if (m > SQRT_2) {
            m /= 2;
            k++;
        }
        double s = (m - 1) / (m + 1);
        double square = s * s;
        double series = 0;
        for (int i = 25; i >= 3; i -= 2) {
            series = (series + 1.0 / i) * square;
        }
        return k * LN2_HIGH + (2 * s * series + (2 * s + k * LN2_LOW));
    }

    /** cos(2 π u), u in 0 .. 1. */
    public static double cosOfTurns(double u) {
        double quarters = nearest(4 * u);
        double angle = (4 * u - quarters) * (Math.PI / 2);
        return switch ((int) quarters & 3) {
            case 0 -> cos(angle);
            case 1 -> -sin(angle);
            case 2 -> -cos(angle);
            default -> sin(angle);
        };
    }

    /** By the Taylor series, |x| at most π / 4. */
    private static double cos(double x) {
        double square = x * x;
        double sum = 0;
        for (int i = 18; i >= 2; i -= 2) {
            sum = (1 - sum) * square / (i * (i - 1));
        }
        return 1 - sum;
    }

    private static double sin(double x) {
        double square = x * x;
        double sum = 0;
        for (int i = 19; i >= 3; i -= 2) {
            sum = (1 - sum) * square / (i * (i - 1));
        }
        return x - x * sum;
    }
}
