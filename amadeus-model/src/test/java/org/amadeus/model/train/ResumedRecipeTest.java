package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training with all that a recipe can ask for goes on as if it had never stopped. */
class ResumedRecipeTest {
    private static final TrainingSettings EVERYTHING = new TrainingSettings(
            8,
            4,
            List.of(20, 33),
            5,
            new OptimizerSettings(0.01, Schedule.COSINE, 7, 0.1),
            0.7,
            0.8,
            1,
            new Augmentation(-5, 5, List.of(0.9, 1.0, 1.1), 2));

    @TempDir
    static Path folder;

    private static PerformanceDataset dataset;

    @BeforeAll
    static void preprocess() throws IOException {
        int[] notes = {5, 60, 90};
        for (int piece = 0; piece < notes.length; piece++) {
            Random random = new Random(piece);
            List<Note> played = new ArrayList<>();
            for (int i = 0; i < notes[piece]; i++) {
                played.add(new Note(0.2 * i, 0.2 * i + 0.3, 40 + random.nextInt(40), 40 + random.nextInt(60)));
            }
            MidiWriter.write(
                    MidiFileBuilder.of("Piano", NoteSequence.of(played)), folder.resolve("midi/" + piece + ".mid"));
        }
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1)
                .run(folder.resolve("midi"), folder.resolve("store"), false, Progress.NONE);
        dataset = PerformanceDataset.open(folder.resolve("store"));
    }

    @Test
    void tenIterationsAndTenMoreAreTwentyBitForBitWithEverythingOn() throws InterruptedException {
        Session whole = train("whole.amadeus", fresh(), EVERYTHING, 20);
        // Stopped within the warm-up, and after it.
        Session parts = fresh();
        for (int until : new int[] {5, 12, 20}) {
            parts = train("parts.amadeus", parts, EVERYTHING, until);
            assertEquals(until, parts.progress().iterations());
        }
        assertSame(whole.parameters().asMap(), parts.parameters().asMap());
        assertSame(
                whole.optimizer().orElseThrow().secondMoments(),
                parts.optimizer().orElseThrow().secondMoments());
        assertEquals(whole.progress().learningRate(), parts.progress().learningRate());
        assertEquals(whole.progress().trainLoss(), parts.progress().trainLoss());
    }

    /** Each of them is heard: without it the training is another one. */
    @Test
    void eachOfThemChangesTheTraining() throws InterruptedException {
        float[] all = bias(EVERYTHING);
        OptimizerSettings optimizer = EVERYTHING.optimizer();
        Augmentation augmentation = EVERYTHING.augmentation();
        for (TrainingSettings without : List.of(
                EVERYTHING.withOptimizer(optimizer.withWeightDecay(0)),
                EVERYTHING.withOptimizer(optimizer.withWarmup(0)),
                EVERYTHING.withWindow(20),
                EVERYTHING.withAugmentation(augmentation.withKeys(0, 0)),
                EVERYTHING.withAugmentation(augmentation.withTempos(List.of(1.0))),
                EVERYTHING.withAugmentation(augmentation.withVelocityShift(0)))) {
            assertFalse(Arrays.equals(all, bias(without)), without.summary());
        }
    }

    private static float[] bias(TrainingSettings settings) throws InterruptedException {
        return train("other.amadeus", fresh(), settings, 3).parameters().get("output_fc.bias");
    }

    private static Session fresh() {
        return Session.untrained(new ModelConfig(3, 240, 24, 8, 2, 0.3, CodecProfile.EXPRESSIVE), 5);
    }

    /** Stopped after {@code until} of 20 iterations. */
    private static Session train(String name, Session start, TrainingSettings settings, int until)
            throws InterruptedException {
        Checkpoints files = new Checkpoints(folder.resolve(name));
        try (Trainer trainer = Trainer.of(start, settings.windows(dataset, start.config()), files)
                .settings(settings)
                .limits(TrainingLimits.NONE.untilIteration(20))
                .kernel(SequenceKernels.PORTABLE)
                .build()) {
            trainer.run(new TrainerListener() {
                @Override
                public void iterationDone(TrainingIteration iteration) {
                    if (iteration.iteration() == until) {
                        trainer.stop();
                    }
                }
            });
        }
        return SessionFiles.load(files.last());
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> found) {
        expected.forEach((name, array) -> assertArrayEquals(array, found.get(name), 0, name));
    }
}
