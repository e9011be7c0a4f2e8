package org.amadeus.examples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.midi.MidiFileBuilder;
import org.amadeus.data.midi.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.evaluate.Evaluation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndEvaluateTest {
    @TempDir
    Path folder;

    @Test
    void learnsScalesBetterThanChance() throws Exception {
        for (int piece = 0; piece < 20; piece++) {
            List<Note> scale = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                int pitch = 48 + piece % 7 + 2 * (i % 12);
                scale.add(new Note(0.2 * i, 0.2 * i + 0.2, pitch, 64));
            }
            MidiWriter.write(
                    MidiFileBuilder.of("Piano", NoteSequence.of(scale)), folder.resolve("midi/" + piece + ".mid"));
        }
        Evaluation evaluation = TrainAndEvaluate.run(folder.resolve("midi"), folder.resolve("work"), 40);
        assertTrue(
                evaluation.score().nll() < 0.8 * Math.log(EventVocabulary.SIZE),
                "guessing costs " + Math.log(EventVocabulary.SIZE) + ", the model " + evaluation.score());
        assertTrue(evaluation.pieces() >= 1);
    }
}
