package org.amadeus.quant.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.quant.coding.Layer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole layers: every way to compute them against plain loops. */
class StepKernelsTest {
    private final RandomLayers made = new RandomLayers();
    private final long seed = made.seed;

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,5,3", "2,64,64", "1,130,17", "3,129,265", "4,7,5", "8,240,96", "9,33,130", "16,100,64"})
    void linear(int batch, int out, int in) {
        Layer layer = made.layer(out, in);
        float[] x = made.gaussian(batch * in);
        float[] expected = new float[batch * out];
        run(LayerKernels.scalar().linear(batch, layer, x, expected));

        float[] vector = new float[batch * out];
        run(new LayerKernels(Products.VECTOR, 1).linear(batch, layer, x, vector));
        assertArrayEquals(expected, vector, 0f, "seed " + seed);
    }

    @ParameterizedTest
    @CsvSource({"1,1,1", "1,240,1536", "2,33,65", "3,130,25", "4,7,5", "5,64,64", "8,240,96", "9,33,130", "16,100,1536"
    })
    void linearByOneDnn(int batch, int out, int in) {
        assumeTrue(Products.hasOneDnn(), "oneDNN is not there, or multiplies no int8 matrices fast on this machine");
        Layer layer = made.layer(out, in);
        float[] x = made.gaussian(batch * in);
        Arrays.fill(x, 0, in, 0);
        float[] expected = new float[batch * out];
        run(LayerKernels.scalar().linear(batch, layer, x, expected));
        for (int threads : new int[] {1, 2}) {
            float[] fast = new float[batch * out];
            run(LayerKernels.fastest(threads, true).linear(batch, layer, x, fast));
            // 2^-14 of the largest activation, times weights of up to 127 * 0.01, times the root of their number.
            assertArrayEquals(expected, fast, (float) (4e-4 * Math.sqrt(in)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,33", "2,64", "1,130", "3,207", "4,16", "8,65", "16,128"})
    void gru(int batch, int units) {
        Layer wx = made.layer(3 * units, units + 2);
        Layer wh = made.layer(3 * units, units);
        float[] x = made.gaussian(batch * (units + 2));
        float[] h = made.gaussian(batch * units);
        float[] expected = new float[batch * units];
        run(LayerKernels.scalar().gru(batch, wx, wh, x, h, expected));

        float[] vector = new float[batch * units];
        run(new LayerKernels(Products.VECTOR, 1).gru(batch, wx, wh, x, h, vector));
        assertArrayEquals(expected, vector, 0f, "seed " + seed);

        for (int threads : new int[] {1, 2}) {
            float[] fastest = new float[batch * units];
            for (boolean lasting : new boolean[] {false, true}) {
                run(LayerKernels.fastest(threads, lasting).gru(batch, wx, wh, x, h, fastest));
                assertArrayEquals(expected, fastest, 2e-2f, "seed " + seed);
            }
        }
    }

    @Test
    void wideActivationsKeepFifteenBits() {
        float[] x = made.gaussian(103);
        byte[] bytes = new byte[206];
        float scale = ByteActivation.wide(x, 0, 103, Byte.SIZE, bytes, 0, 103);
        float[] back = new float[103];
        for (int i = 0; i < back.length; i++) {
            back[i] = scale * (256 * bytes[i] + bytes[103 + i]);
        }
        assertArrayEquals(x, back, scale * 0.501f, "seed " + seed);
    }

    private static void run(StepKernel kernel) {
        for (int block = kernel.blocks() - 1; block >= 0; block--) {
            kernel.run(block);
        }
    }
}
