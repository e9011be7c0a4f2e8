package org.amadeus.spark.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetPart;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.model.evaluate.EvaluationResult;
import org.amadeus.model.evaluate.Evaluator;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.ModelSizes;
import org.amadeus.model.train.OptimizerSettings;
import org.amadeus.model.train.Schedule;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainerBuilder;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingSettings;
import org.amadeus.model.train.TrainingStart;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.checkpoint.HeldOutWindows;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.amadeus.spark.LocalSpark;
import org.amadeus.spark.evaluate.SparkEvaluation;
import org.amadeus.spark.preprocess.MadeUpMidi;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What workers learn is what one machine learns, whatever the number of parts; and so is what they find in judging. */
class SparkTrainingTest {
    private static final TrainingSettings SETTINGS =
            TrainingSettings.DEFAULTS.withBatch(64).withWindow(20).withControlRatio(0.5);
    /** With dropout, and more layers than divide the batch: the first states of a batch are mixed. */
    private static final String SIZES = "hidden_dim=24,gru_layers=3,init_dim=8,gru_dropout=0.3";

    @TempDir
    private static Path shared;

    private static JavaSparkContext spark;
    private static PerformanceDataset dataset;

    @TempDir
    private Path temp;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.open();
        Path midi = MadeUpMidi.folder(shared.resolve("midi"), 12);
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.3), 1)
                .run(midi, shared.resolve("store"), false, Progress.NONE);
        dataset = PerformanceDataset.open(shared.resolve("store"));
    }

    @AfterAll
    static void stop() {
        spark.stop();
    }

    private record Run(List<Double> losses, Session session) {}

    /** Trains until an iteration, with as many parts; 0 for this process alone. */
    private Run train(String name, String sizes, int parts, long iterations) throws Exception {
        return train(name, SETTINGS, sizes, parts, iterations);
    }

    private Run train(String name, TrainingSettings settings, String sizes, int parts, long iterations)
            throws Exception {
        Checkpoints files = new Checkpoints(temp.resolve(name + ".amadeus"));
        PerformanceDataset learned = dataset.part(Split.TRAIN);
        Session start = TrainingStart.of(
                        files.last(), learned, settings, ModelSizes.parse(sizes), OptionalLong.of(7), false)
                .session();
        TrainerBuilder options = Trainer.of(start, settings.windows(learned, start.config()), files)
                .settings(settings)
                .validation(new HeldOutWindows(dataset.heldOut(), settings.longestWindow(), 0.5))
                .limits(TrainingLimits.NONE.untilIteration(iterations));
        if (parts > 0) {
            options.gradients(new SparkGradients(spark, start.config(), parts))
                    .localSteps(new SparkLocalSteps(spark, start.config(), parts));
        }
        List<Double> losses = new ArrayList<>();
        try (Trainer trainer = options.build()) {
            trainer.run(new TrainerListener() {
                @Override
                public void iterationDone(TrainingIteration iteration) {
                    losses.add(iteration.loss());
                }
            });
            return new Run(losses, trainer.session());
        }
    }

    private static void assertSameLosses(List<Double> expected, List<Double> actual, String what) {
        assertEquals(expected.size(), actual.size(), what);
        for (int i = 0; i < expected.size(); i++) {
            assertEquals(expected.get(i), actual.get(i), 1e-5, what + ", iteration " + (i + 1));
        }
    }

    private static TrainingSettings with(TrainingSettings s, double teacherForcing, int localSteps) {
        return new TrainingSettings(
                s.batch(),
                s.parts(),
                s.windows(),
                s.stride(),
                s.optimizer(),
                s.controlRatio(),
                teacherForcing,
                localSteps,
                s.augmentation());
    }

    @Test
    void tenLossesAreThoseOfOneProcess() throws Exception {
        List<Double> alone = train("alone", SIZES, 0, 10).losses();
        assertEquals(10, alone.size());
        for (int parts : new int[] {1, 4, 2, 7}) {
            assertSameLosses(alone, train("parts" + parts, SIZES, parts, 10).losses(), parts + " parts");
        }
    }

    @Test
    void soAreThoseOfWindowsOfSeveralLengths() throws Exception {
        TrainingSettings mixed = SETTINGS.withWindows(List.of(12, 30));
        List<Double> alone = train("alone", mixed, SIZES, 0, 6).losses();
        assertSameLosses(alone, train("parts", mixed, SIZES, 3, 6).losses(), "3 parts");
        assertSameLosses(
                alone, train("local", with(mixed, 1, 3), SIZES, 1, 6).losses(), "one worker, three local steps");
    }

    @Test
    void soAreThoseOfAnLstm() throws Exception {
        String sizes = SIZES + ",cell=lstm";
        assertSameLosses(
                train("alone", sizes, 0, 4).losses(),
                train("parts", sizes, 3, 4).losses(),
                "3 parts");
    }

    @Test
    void aRunGoesOnWithAnotherNumberOfWorkers() throws Exception {
        Run alone = train("alone", SIZES, 0, 10);
        List<Double> losses = new ArrayList<>(train("stopped", SIZES, 4, 4).losses());
        losses.addAll(train("stopped", SIZES, 2, 7).losses());
        Run last = train("stopped", SIZES, 0, 10);
        losses.addAll(last.losses());
        assertSameLosses(alone.losses(), losses, "4, then 2 parts, then none");
        assertEquals(10, last.session().progress().iterations());
    }

    /** More parts than the driver adds up by itself. */
    @Test
    void asManyPartsGiveTheSameBits() throws Exception {
        Run first = train("first", SIZES, 9, 3);
        Run second = train("second", SIZES, 9, 3);
        assertEquals(first.losses(), second.losses());
        assertSameBits(first.session(), second.session());
        assertSameLosses(train("alone", SIZES, 0, 3).losses(), first.losses(), "9 parts");
    }

    /** What goes wrong on a worker is said in one line. */
    @Test
    void aWorkersFailureIsToldInOneLine() throws Exception {
        Session start = train("some", SIZES, 0, 1).session();
        TrainingSettings other = SETTINGS.withBatch(4);
        ModelConfig larger =
                ModelSizes.parse("hidden_dim=30,gru_layers=2,init_dim=9").applyTo(start.config());
        Checkpoints files = new Checkpoints(temp.resolve("other.amadeus"));
        try (Trainer trainer = Trainer.of(start, other.windows(dataset, start.config()), files)
                .settings(other)
                .gradients((parameters, batch, draws, teacherForcing, gradients) -> new SparkGradients(spark, larger, 2)
                        .gradients(zeros(larger), batch, draws, teacherForcing, gradients))
                .build()) {
            AmadeusException told = assertThrows(AmadeusException.class, () -> trainer.run(TrainerListener.NONE));
            assertTrue(told.getMessage().startsWith("training on workers: "), told.getMessage());
            assertEquals(1, told.getMessage().lines().count(), told.getMessage());
        }
    }

    private static Map<String, float[]> zeros(ModelConfig config) {
        return Parameters.initial(config, 0).asMap();
    }

    @Test
    void scheduledSamplingTakesTheSameChoices() throws Exception {
        TrainingSettings sampled = with(SETTINGS, 0.5, 1);
        List<Double> alone = train("alone", sampled, SIZES, 0, 4).losses();
        assertNotEquals(train("taught", SIZES, 0, 4).losses().get(3), alone.get(3), 1e-5);
        for (int parts : new int[] {1, 3}) {
            assertSameLosses(
                    alone, train("parts" + parts, sampled, SIZES, parts, 4).losses(), parts + " parts");
        }
    }

    /** A worker that has the whole batch to itself takes the steps of one process. */
    @Test
    void oneWorkersLocalStepsAreThoseOfOneProcess() throws Exception {
        TrainingSettings decaying = SETTINGS.withOptimizer(new OptimizerSettings(0.01, Schedule.COSINE, 3, 0.1));
        assertSameLosses(
                train("alone", decaying, SIZES, 0, 8).losses(),
                train("steps", with(decaying, 1, 4), SIZES, 1, 8).losses(),
                "4 local steps");
    }

    @Test
    void localStepsThatStopAndGoOnGiveTheSameBits() throws Exception {
        TrainingSettings local = with(SETTINGS, 1, 3);
        Run whole = train("whole", local, SIZES, 5, 6);
        List<Double> losses =
                new ArrayList<>(train("stopped", local, SIZES, 5, 3).losses());
        Run last = train("stopped", local, SIZES, 5, 6);
        losses.addAll(last.losses());
        assertEquals(whole.losses(), losses);
        assertEquals(6, last.session().progress().iterations());
        assertSameBits(whole.session(), last.session());
        assertNotEquals(train("synchronous", SIZES, 5, 6).losses().get(5), losses.get(5), 1e-5);
    }

    /** Begun in the middle of a round, as after iterations without local steps, the first one is shorter. */
    @Test
    void roundsEndAtMultiplesOfTheirLength() throws Exception {
        train("mixed", SIZES, 2, 4);
        Run local = train("mixed", with(SETTINGS, 1, 3), SIZES, 2, 9);
        assertEquals(5, local.losses().size());
        assertEquals(9, local.session().progress().iterations());
        AmadeusException told =
                assertThrows(AmadeusException.class, () -> train("mixed", with(SETTINGS, 1, 3), SIZES, 2, 10));
        assertTrue(told.getMessage().contains("multiple"), told.getMessage());
    }

    private static void assertSameBits(Session expected, Session actual) {
        expected.parameters()
                .asMap()
                .forEach((name, values) ->
                        assertArrayEquals(values, actual.parameters().get(name), name));
    }

    @Test
    void evaluationFindsTheSameNumbers() throws Exception {
        Path file = temp.resolve("alone.amadeus");
        train("alone", SIZES, 0, 2);
        Session session = SessionFiles.load(file);
        Evaluator evaluator = new Evaluator(16, 8, true, 1);
        EvaluationResult alone = evaluator.evaluate(session, dataset, Progress.NONE);
        for (int parts : new int[] {1, 3, 8}) {
            EvaluationResult workers = new SparkEvaluation(spark, OptionalInt.of(parts))
                    .evaluate(evaluator, session, dataset, DatasetPart.ALL, Progress.NONE);
            assertEquals(alone.score().nll(), workers.score().nll(), 1e-9);
            assertEquals(alone.score().accuracy(), workers.score().accuracy(), 1e-9);
            assertEquals(alone.score().events(), workers.score().events());
            assertEquals(alone.standardError(), workers.standardError(), 1e-9);
            assertEquals(alone.byType().keySet(), workers.byType().keySet());
            alone.byType()
                    .forEach((type, score) ->
                            assertEquals(score.nll(), workers.byType().get(type).nll(), 1e-9, type.toString()));
            assertEquals(alone.pieces(), workers.pieces());
            assertEquals(alone.seconds(), workers.seconds(), 1e-9);
        }
    }
}
