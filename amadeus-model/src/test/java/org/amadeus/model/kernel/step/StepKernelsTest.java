package org.amadeus.model.kernel.step;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.amadeus.model.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every family of kernels computes what the naive one computes, at sizes around every block and vector boundary. */
class StepKernelsTest {
    private static final int[] SIZES = {
        1, 2, 3, 7, 8, 13, 15, 16, 17, 31, 32, 33, 63, 64, 65, 100, 127, 128, 129, 207, 256, 257
    };
    private static final int[] BATCHES = {1, 2, 3, 4, 5, 8, 9, 17};

    /** The last is what the first is on a processor with half as many registers. */
    private static final List<StepKernels> FAMILIES = List.of(
            StepKernels.vector(),
            StepKernels.scalar(),
            new TileKernels("vector, twice four samples", batch -> new VectorTile2x4(8)));

    static Stream<Arguments> families() {
        return FAMILIES.stream()
                .flatMap(family -> Arrays.stream(SIZES).mapToObj(size -> Arguments.of(family.name(), size)));
    }

    private static StepKernels family(String name) {
        return FAMILIES.stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    }

    @ParameterizedTest(name = "{0}, size {1}")
    @MethodSource("families")
    void linear(String family, int size) {
        SeededRandom random = new SeededRandom();
        for (int batch : BATCHES) {
            int in = random.nextInt(1, 150);
            int biasRows = random.nextInt(1, 5);
            LinearWeights weights =
                    new LinearWeights(size, in, random.normal(size * in, 1), random.normal(biasRows * size, 1));
            int[] rows = random.ints(batch, biasRows);
            float[] x = random.normal(batch * in, 1);
            float[] expected = new float[batch * size];
            float[] y = new float[batch * size];
            run(new NaiveKernels().linear(batch, weights, rows, x, expected));
            StepKernel kernel = family(family).linear(batch, weights, rows, x, y);
            run(kernel);
            run(kernel);
            assertArrayEquals(expected, y, 1e-6f * in, "batch " + batch + ", in " + in + ", " + random);
        }
    }

    @ParameterizedTest(name = "{0}, size {1}")
    @MethodSource("families")
    void gru(String family, int hidden) {
        SeededRandom random = new SeededRandom();
        for (int batch : BATCHES) {
            int in = random.nextInt(1, 150);
            LinearWeights wx = weights(random, 3 * hidden, in);
            LinearWeights wh = weights(random, 3 * hidden, hidden);
            float[] x = random.normal(batch * in, 1);
            float[] h = random.normal(batch * hidden, 0.5);
            float[] expected = new float[batch * hidden];
            float[] next = new float[batch * hidden];
            run(new NaiveKernels().gru(batch, wx, wh, x, h, expected));
            StepKernel kernel = family(family).gru(batch, wx, wh, x, h, next);
            run(kernel);
            run(kernel);
            assertArrayEquals(expected, next, 3e-6f, "batch " + batch + ", in " + in + ", " + random);
        }
    }

    @ParameterizedTest(name = "{0}, size {1}")
    @MethodSource("families")
    void gates(String family, int hidden) {
        SeededRandom random = new SeededRandom();
        int batch = random.nextInt(1, 9);
        // Far into the saturated ends too: the gates of a trained model go there.
        float[] gx = random.normal(batch * 3 * hidden, 10);
        float[] gh = random.normal(batch * 3 * hidden, 10);
        float[] h = random.normal(batch * hidden, 1);
        float[] expected = new float[batch * hidden];
        float[] next = new float[batch * hidden];
        run(new NaiveKernels().gates(batch, hidden, gx, gh, h, expected));
        run(family(family).gates(batch, hidden, gx, gh, h, next));
        assertArrayEquals(expected, next, 5e-6f, "batch " + batch + ", " + random);
    }

    @ParameterizedTest
    @MethodSource("extremes")
    void gatesStayFiniteAtExtremes(float value) {
        for (StepKernels family : List.of(StepKernels.vector(), StepKernels.scalar())) {
            float[] gx = {value, value, value};
            float[] gh = {value, value, value};
            float[] h = {0.25f};
            float[] expected = new float[1];
            float[] next = new float[1];
            run(new NaiveKernels().gates(1, 1, gx, gh, h, expected));
            run(family.gates(1, 1, gx, gh, h, next));
            assertEquals(expected[0], next[0], 1e-6f, family.name());
        }
    }

    static Stream<Float> extremes() {
        return Stream.of(0f, -0f, Float.MIN_VALUE, 1e-30f, 30f, -30f, 44f, -44f, 88f, -88f, 1e4f, -1e4f, 1e30f, -1e30f);
    }

    private static LinearWeights weights(SeededRandom random, int out, int in) {
        return new LinearWeights(out, in, random.normal(out * in, 1 / Math.sqrt(in)), random.normal(out, 1));
    }

    private static void run(StepKernel kernel) {
        // Backwards: no block may depend on another.
        for (int block = kernel.blocks() - 1; block >= 0; block--) {
            kernel.run(block);
        }
    }
}
