package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.amadeus.data.EventVocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainWithDeeplearning4jTest {
    @TempDir
    Path folder;

    @Test
    void aNetworkOfDeeplearning4jLearnsScalesBetterThanChance() throws Exception {
        Path midi = MadeUpScales.write(folder.resolve("midi"), 6);
        double loss = TrainWithDeeplearning4j.run(midi, folder.resolve("dataset"), 4);
        assertTrue(loss < 0.8 * Math.log(EventVocabulary.SIZE), "the loss is " + loss);
    }
}
