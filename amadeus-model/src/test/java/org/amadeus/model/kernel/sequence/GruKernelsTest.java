package org.amadeus.model.kernel.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.amadeus.model.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GruKernelsTest {
    private static final String[] OUTPUTS = {"y", "dx", "dh0", "dW_i", "dW_h", "db_i", "db_h"};

    /** Steps, batch, inputs, hidden: around powers of two and vector lengths, and the smallest there are. */
    private static final int[][] SIZES = {
        {1, 1, 1, 1}, {1, 1, 3, 2}, {2, 1, 1, 3}, {3, 2, 5, 1}, {5, 3, 4, 7},
        {2, 4, 13, 8}, {7, 1, 16, 13}, {4, 5, 9, 15}, {3, 3, 17, 16}, {6, 2, 31, 17},
        {9, 7, 5, 31}, {2, 8, 33, 32}, {5, 1, 64, 33}, {3, 6, 24, 48}, {11, 2, 63, 63},
        {2, 9, 64, 64}, {4, 3, 65, 65}, {13, 1, 20, 100}, {3, 5, 127, 96}, {2, 3, 131, 129}
    };

    static Stream<Arguments> kernelsAndSizes() {
        return Stream.of(GruKernels.ND4J, GruKernels.PORTABLE, GruKernels.ONEDNN)
                .flatMap(kernel -> Stream.of(SIZES).map(s -> Arguments.of(kernel, s[0], s[1], s[2], s[3])));
    }

    @ParameterizedTest(name = "{0} T={1} B={2} I={3} H={4}")
    @MethodSource("kernelsAndSizes")
    void agreesWithNaiveForwardAndBackward(GruKernels kernel, int steps, int batch, int inputs, int hidden) {
        SeededRandom random = new SeededRandom();
        GruLayer layer = GruLayer.random(random, DataType.FLOAT, steps, batch, inputs, hidden);
        INDArray[] expected = layer.run(GruKernels.NAIVE.kernel()).all();
        INDArray[] actual = layer.run(kernel.kernel()).all();
        for (int i = 0; i < expected.length; i++) {
            double scale = 1 + expected[i].amaxNumber().doubleValue();
            double error = expected[i].sub(actual[i]).amaxNumber().doubleValue();
            assertTrue(
                    error <= 2e-6 * scale * Math.sqrt(steps),
                    kernel + " " + OUTPUTS[i] + " is off by " + error + " of " + scale + "; " + random);
        }
    }

    /** sum(y * dy) as a function of every input, differentiated by central differences. */
    @ParameterizedTest(name = "{0} T={1} B={2} I={3} H={4}")
    @CsvSource({"NAIVE,1,1,1,1", "NAIVE,3,2,5,7", "NAIVE,5,3,4,3", "ND4J,1,1,1,1", "ND4J,3,2,5,7", "ND4J,4,1,3,5"})
    void gradientsAreThoseOfTheForwardPass(GruKernels which, int steps, int batch, int inputs, int hidden) {
        SeededRandom random = new SeededRandom();
        GruKernel kernel = which.kernel();
        GruLayer layer = GruLayer.random(random, DataType.DOUBLE, steps, batch, inputs, hidden);
        INDArray[] gradients = layer.run(kernel).all();
        GruWeights w = layer.weights();
        INDArray[] arguments = {null, layer.x(), layer.h0(), w.ofInput(), w.ofState(), w.inputBias(), w.stateBias()};
        INDArray tape = Nd4j.create(DataType.DOUBLE, kernel.tapeSize(layer.shape()));
        double step = 1e-5;
        for (int argumentIndex = 1; argumentIndex < arguments.length; argumentIndex++) {
            INDArray argument = arguments[argumentIndex].reshape(arguments[argumentIndex].length());
            INDArray analytic = gradients[argumentIndex].reshape(argument.length());
            for (long i = 0; i < argument.length(); i++) {
                double value = argument.getDouble(i);
                argument.putScalar(i, value + step);
                double above =
                        layer.forward(kernel, tape).mul(layer.dy()).sumNumber().doubleValue();
                argument.putScalar(i, value - step);
                double below =
                        layer.forward(kernel, tape).mul(layer.dy()).sumNumber().doubleValue();
                argument.putScalar(i, value);
                double numeric = (above - below) / (2 * step);
                assertEquals(
                        numeric,
                        analytic.getDouble(i),
                        1e-6 * (1 + Math.abs(numeric)),
                        OUTPUTS[argumentIndex] + "[" + i + "]; " + random);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-100,0", "-20,2e-9", "-1,0.26894142", "0,0.5", "1e-4,0.500025", "3,0.95257413", "100,1"})
    void gateFunctionsAreAccurate(float x, float sigmoid) {
        assertEquals(sigmoid, GateMath.sigmoid(x), 2e-7f);
        assertEquals(Math.tanh(x), GateMath.tanh(x), 2e-7);
    }
}
