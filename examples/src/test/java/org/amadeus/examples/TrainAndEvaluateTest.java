package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.amadeus.data.EventVocabulary;
import org.amadeus.model.evaluate.EvaluationResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndEvaluateTest {
    @TempDir
    Path folder;

    @Test
    void learnsScalesBetterThanChance() throws Exception {
        MadeUpScales.write(folder.resolve("midi"), 20);
        EvaluationResult evaluation = TrainAndEvaluate.run(folder.resolve("midi"), folder.resolve("work"), 40);
        assertTrue(
                evaluation.score().nll() < 0.8 * Math.log(EventVocabulary.SIZE),
                "guessing costs " + Math.log(EventVocabulary.SIZE) + ", the model " + evaluation.score());
        assertTrue(evaluation.pieces() >= 1);
    }
}
