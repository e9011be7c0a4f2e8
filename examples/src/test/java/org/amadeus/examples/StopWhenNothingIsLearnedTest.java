package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopWhenNothingIsLearnedTest {
    @TempDir
    Path folder;

    @Test
    void theListenerEndsTheTrainingAfterAnEpoch() throws Exception {
        Path midi = MadeUpScales.write(folder.resolve("midi"), 6);
        long patient = StopWhenNothingIsLearned.run(midi, folder.resolve("patient"), 0.5);
        long demanding = StopWhenNothingIsLearned.run(midi, folder.resolve("demanding"), 100);
        assertTrue(patient > demanding, patient + " iterations, " + demanding);
        assertEquals(
                demanding,
                SessionFiles.load(folder.resolve("demanding/small.amadeus"))
                        .progress()
                        .iterations());
    }
}
