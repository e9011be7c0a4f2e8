package org.amadeus.quant.coding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What every coding promises of any finite matrix, whatever its rows are like. */
class CodingPropertiesTest {
    /** From here on a step more may be missed: a value that stood for more would be no float any more. */
    private static final float NEAR_THE_LARGEST = Float.MAX_VALUE / 1.08f;

    /** Float arithmetic's share of an error. */
    private static final double ROUNDING = 1e-6;

    /** [rows, columns]. */
    record Matrix(float[] weights, int rows, int columns) {
        float largest(int from, int to) {
            float largest = 0;
            for (int i = from; i < to; i++) {
                largest = Math.max(largest, Math.abs(weights[i]));
            }
            return largest;
        }
    }

    @Provide
    Arbitrary<WeightCoding> codings() {
        return Arbitraries.of(WeightCoding.all());
    }

    @Provide
    Arbitrary<Matrix> matrices() {
        Arbitrary<Integer> columns = Arbitraries.integers().between(1, 100);
        return columns.flatMap(
                width -> rows(width).list().ofMinSize(1).ofMaxSize(6).map(rows -> {
                    float[] weights = new float[rows.size() * width];
                    for (int row = 0; row < rows.size(); row++) {
                        System.arraycopy(rows.get(row), 0, weights, row * width, width);
                    }
                    return new Matrix(weights, rows.size(), width);
                }));
    }

    private static Arbitrary<float[]> rows(int width) {
        // By their bits: every size is as likely as any other.
        Arbitrary<Float> any = Arbitraries.integers().map(Float::intBitsToFloat).filter(Float::isFinite);
        Arbitrary<Float> subnormal = Arbitraries.integers()
                .between(-0x7fffff, 0x7fffff)
                .map(bits -> Math.copySign(Float.intBitsToFloat(Math.abs(bits)), bits));
        Arbitrary<Float> usual = Arbitraries.integers().between(-1000, 1000).map(n -> n / 1000f);
        Arbitrary<float[]> equal = any.map(value -> filled(width, value));
        Arbitrary<float[]> zeros = Arbitraries.of(0f, -0f).array(float[].class).ofSize(width);
        Arbitrary<float[]> huge = usual.array(float[].class).ofSize(width).flatMap(row -> Arbitraries.of(
                        -Float.MAX_VALUE, Float.MAX_VALUE, 1e30f, -1e5f)
                .map(value -> {
                    float[] with = row.clone();
                    with[width / 2] = value;
                    return with;
                }));
        return Arbitraries.oneOf(
                zeros,
                equal,
                huge,
                subnormal.array(float[].class).ofSize(width),
                usual.array(float[].class).ofSize(width),
                any.array(float[].class).ofSize(width));
    }

    private static float[] filled(int width, float value) {
        float[] row = new float[width];
        Arrays.fill(row, value);
        return row;
    }

    /** Each weight goes to the nearest of its values: it is missed by half the way between two of them, or clipped. */
    @Property(tries = 200)
    void everyWeightGoesToTheNearestOfItsValues(
            @ForAll("codings") WeightCoding coding, @ForAll("matrices") Matrix matrix) {
        Coded coded = coding.encode(matrix.weights, matrix.rows, matrix.columns, Optional.empty());
        float[] back = finite(coded);
        for (int i = 0; i < back.length; i++) {
            double step = step(coding, coded, i);
            double gap = odd(coding) ? 2 * step : step;
            double within = Math.max(least(coding) * step, Math.min(most(coding) * step, matrix.weights[i]));
            assertEquals(within, back[i], gap / 2 * (1 + ROUNDING) + ROUNDING * Math.abs(within), "weight " + i);
        }
    }

    /** Steps are chosen so that a row, or group, is missed by no more than half of its widest step would miss it by, in squares. */
    @Property(tries = 200)
    void noStepsAreWorseThanThoseThatReachTheLargest(
            @ForAll("codings") WeightCoding coding, @ForAll("matrices") Matrix matrix) {
        Coded coded = coding.encode(matrix.weights, matrix.rows, matrix.columns, Optional.empty());
        float[] back = finite(coded);
        int group = coding.bits() == 8 ? matrix.columns : Coded.GROUP;
        for (int row = 0; row < matrix.rows; row++) {
            int end = (row + 1) * matrix.columns;
            float largest = matrix.largest(row * matrix.columns, end);
            double half = largest / reach(coding) * (odd(coding) ? 1 : 0.5) * (largest > NEAR_THE_LARGEST ? 2 : 1);
            double most = Math.max(half, 1e-15);
            for (int from = row * matrix.columns; from < end; from += group) {
                int to = Math.min(end, from + group);
                double squares = 0;
                for (int i = from; i < to; i++) {
                    squares += Math.pow((matrix.weights[i] - (double) back[i]) / most, 2);
                }
                assertTrue(squares <= (to - from) * (1 + 1e-4), "row " + row + ": " + squares + " of " + (to - from));
            }
        }
    }

    /** With moments of any kind, those of inputs that never move or are all the same among them. */
    @Property(tries = 200)
    void momentsMakeNoValueInfinite(
            @ForAll("codings") WeightCoding coding, @ForAll("matrices") Matrix matrix, @ForAll long seed) {
        Random random = new Random(seed);
        double[] covariance = new double[matrix.columns * matrix.columns];
        double size = Math.pow(10, random.nextInt(40) - 20);
        for (int sample = random.nextInt(4); sample > 0; sample--) {
            double[] x = random.doubles(matrix.columns, -size, size).toArray();
            x[random.nextInt(x.length)] = 0;
            for (int i = 0; i < covariance.length; i++) {
                covariance[i] += x[i / matrix.columns] * x[i % matrix.columns];
            }
        }
        Moments moments = new Moments(new double[matrix.columns], covariance);
        Coded coded = coding.encode(matrix.weights, matrix.rows, matrix.columns, Optional.of(moments));
        float[] back = finite(coded);
        for (int i = 0; i < back.length; i++) {
            double step = step(coding, coded, i);
            assertTrue(back[i] >= least(coding) * step * (1 + ROUNDING)
                    && back[i] <= most(coding) * step * (1 + ROUNDING));
        }
    }

    @Property(tries = 100)
    void whatIsNoNumberIsNamedWhereverItIs(
            @ForAll("codings") WeightCoding coding, @ForAll("matrices") Matrix matrix, @ForAll Random random) {
        Coded steps = coding.encode(matrix.weights, matrix.rows, matrix.columns, Optional.empty());
        float[] weights = matrix.weights.clone();
        int at = random.nextInt(weights.length);
        weights[at] = new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}[random.nextInt(3)];
        String expected = "weight " + at + " is " + weights[at] + ", expected a finite number. The model is broken";
        for (Runnable refused : new Runnable[] {
            () -> coding.encode(weights, matrix.rows, matrix.columns, Optional.empty()), () -> steps.nearest(weights)
        }) {
            assertEquals(
                    expected,
                    assertThrows(IllegalArgumentException.class, refused::run).getMessage());
        }
    }

    private static float[] finite(Coded coded) {
        for (float scale : coded.scales()) {
            assertTrue(scale > 0 && scale <= Float.MAX_VALUE && 1 / scale <= Float.MAX_VALUE, "scale " + scale);
        }
        float[] back = coded.decode();
        for (int i = 0; i < back.length; i++) {
            assertTrue(Float.isFinite(back[i]), "weight " + i + " became " + back[i]);
        }
        return back;
    }

    private static boolean odd(WeightCoding coding) {
        return coding.odd();
    }

    /** The way from a weight's integer to the next integer. */
    private static double step(WeightCoding coding, Coded coded, int at) {
        int columns = coded.columns();
        double scale = coded.scales()[at / columns];
        return coding.isGrouped()
                ? scale * coded.multipliers()[at / columns * coding.groups(columns) + at % columns / Coded.GROUP]
                : scale;
    }

    private static int least(WeightCoding coding) {
        return coding.nearest(-1e9);
    }

    private static int most(WeightCoding coding) {
        return coding.nearest(1e9);
    }

    /** How many of the widest steps reach a row's largest weight. */
    private static double reach(WeightCoding coding) {
        return coding.reach();
    }
}
