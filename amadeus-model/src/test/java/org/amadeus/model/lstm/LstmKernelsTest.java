package org.amadeus.model.lstm;

import java.util.stream.Stream;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.kernel.sequence.SequenceLayer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class LstmKernelsTest {
    static Stream<Arguments> sizes() {
        return Stream.of(SequenceLayer.SIZES).map(s -> Arguments.of(s[0], s[1], s[2], s[3]));
    }

    @ParameterizedTest(name = "T={0} B={1} I={2} H={3}")
    @MethodSource("sizes")
    void oneDnnAgreesWithNd4jForwardAndBackward(int steps, int batch, int inputs, int hidden) {
        SeededRandom random = new SeededRandom();
        SequenceLayer.random(random, DataType.FLOAT, 4, 2, steps, batch, inputs, hidden)
                .assertAgree(
                        new LstmCell().kernels().of(SequenceKernels.ND4J),
                        new LstmCell().kernels().of(SequenceKernels.ONEDNN),
                        random);
    }

    @ParameterizedTest(name = "T={0} B={1} I={2} H={3}")
    @CsvSource({"1,1,1,1", "3,2,5,7", "4,1,3,5"})
    void gradientsAreThoseOfTheForwardPass(int steps, int batch, int inputs, int hidden) {
        SeededRandom random = new SeededRandom();
        SequenceLayer.random(random, DataType.DOUBLE, 4, 2, steps, batch, inputs, hidden)
                .assertGradients(new LstmCell().kernels().of(SequenceKernels.ND4J), random);
    }
}
