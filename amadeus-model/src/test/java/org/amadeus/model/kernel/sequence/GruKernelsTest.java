package org.amadeus.model.kernel.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.amadeus.model.SeededRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class GruKernelsTest {

    /** Steps, batch, inputs, hidden: around powers of two and vector lengths, and the smallest there are. */
    static Stream<Arguments> kernelsAndSizes() {
        return Stream.of(SequenceKernels.ND4J, SequenceKernels.PORTABLE, SequenceKernels.ONEDNN)
                .flatMap(kernel ->
                        Stream.of(SequenceLayer.SIZES).map(s -> Arguments.of(kernel, s[0], s[1], s[2], s[3])));
    }

    @ParameterizedTest(name = "{0} T={1} B={2} I={3} H={4}")
    @MethodSource("kernelsAndSizes")
    void agreesWithNaiveForwardAndBackward(SequenceKernels kernel, int steps, int batch, int inputs, int hidden) {
        SeededRandom random = new SeededRandom();
        SequenceLayer.random(random, DataType.FLOAT, 3, 1, steps, batch, inputs, hidden)
                .assertAgree(new NaiveGruKernel(), CellKernels.GRU.of(kernel), random);
    }

    /** sum(y * dy) as a function of every input, differentiated by central differences. */
    @ParameterizedTest(name = "{0} T={1} B={2} I={3} H={4}")
    @CsvSource({"naive,1,1,1,1", "naive,3,2,5,7", "naive,5,3,4,3", "nd4j,1,1,1,1", "nd4j,3,2,5,7", "nd4j,4,1,3,5"})
    void gradientsAreThoseOfTheForwardPass(String which, int steps, int batch, int inputs, int hidden) {
        SeededRandom random = new SeededRandom();
        SequenceLayer.random(random, DataType.DOUBLE, 3, 1, steps, batch, inputs, hidden)
                .assertGradients(
                        which.equals("naive") ? new NaiveGruKernel() : CellKernels.GRU.of(SequenceKernels.ND4J),
                        random);
    }

    @ParameterizedTest
    @CsvSource({"-100,0", "-20,2e-9", "-1,0.26894142", "0,0.5", "1e-4,0.500025", "3,0.95257413", "100,1"})
    void gateFunctionsAreAccurate(float x, float sigmoid) {
        assertEquals(sigmoid, GateMath.sigmoid(x), 2e-7f);
        assertEquals(Math.tanh(x), GateMath.tanh(x), 2e-7);
    }
}
