package org.amadeus.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.PreprocessReport;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.ModelSizes;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainerBuilder;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingSettings;
import org.amadeus.model.train.TrainingStart;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.amadeus.spark.preprocess.MadeUpMidi;
import org.amadeus.spark.preprocess.SparkMidi;
import org.amadeus.spark.train.SparkGradients;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers in processes of their own, of which one is killed in the middle of its work. */
@Tag("slow")
class LocalClusterTest {
    private static final StoreSettings SETTINGS = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.25);

    private JavaSparkContext spark;

    @TempDir
    private Path temp;

    @BeforeEach
    void start() {
        spark = LocalSpark.open("local-cluster[2,1,900]", Map.of());
    }

    @AfterEach
    void stop() {
        spark.stop();
    }

    /** The processes that do the work, this one not among them. */
    private List<Long> workers() {
        List<Long> ids = spark.parallelize(IntStream.range(0, 32).boxed().toList(), 32)
                .map(number -> {
                    Thread.sleep(50);
                    return ProcessHandle.current().pid();
                })
                .distinct()
                .collect();
        assertTrue(!ids.contains(ProcessHandle.current().pid()), "workers are processes of their own");
        return ids;
    }

    /** Ends one of them, as a machine that goes does. */
    private static void kill(long worker) {
        assertTrue(ProcessHandle.of(worker).orElseThrow().destroyForcibly());
    }

    @Test
    void aWorkerThatDiesWhilePreprocessingChangesNothing() throws Exception {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 400);
        PreprocessReport plain = new Preprocessor(SETTINGS, 2).run(midi, temp.resolve("plain"), false, Progress.NONE);
        long victim = workers().get(0);
        AtomicBoolean killed = new AtomicBoolean();
        Path store = temp.resolve("store");
        PreprocessReport report = new Preprocessor(SETTINGS, 1)
                .run(
                        SparkMidi.of(spark, OptionalInt.of(40), midi.toString(), store),
                        store,
                        false,
                        (done, total, note) -> {
                            if (done > 0 && done < total && killed.compareAndSet(false, true)) {
                                kill(victim);
                            }
                        });
        assertTrue(killed.get(), "the worker was killed in the middle of the work");
        assertEquals(plain.summary(), report.summary());
        PerformanceDataset expected = PerformanceDataset.open(temp.resolve("plain"));
        PerformanceDataset actual = PerformanceDataset.open(store);
        assertEquals(expected.pieces().size(), actual.pieces().size());
        for (int i = 0; i < expected.pieces().size(); i++) {
            assertEquals(expected.pieces().get(i).name(), actual.pieces().get(i).name());
            assertEquals(expected.events(i), actual.events(i));
        }
    }

    @Test
    void aWorkerThatDiesWhileTrainingChangesNothing() throws Exception {
        Path midi = MadeUpMidi.folder(temp.resolve("midi"), 8);
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1)
                .run(midi, temp.resolve("store"), false, Progress.NONE);
        PerformanceDataset dataset = PerformanceDataset.open(temp.resolve("store"));
        List<Double> alone = train(dataset, "alone", 0, -1).losses();
        Run whole = train(dataset, "whole", 4, -1);
        Run broken = train(dataset, "broken", 4, workers().get(0));
        assertEquals(whole.losses(), broken.losses(), "the same bits, though a worker died");
        whole.session()
                .parameters()
                .asMap()
                .forEach((name, values) ->
                        assertArrayEquals(values, broken.session().parameters().get(name), name));
        for (int i = 0; i < alone.size(); i++) {
            assertEquals(alone.get(i), broken.losses().get(i), 1e-5);
        }
    }

    private record Run(List<Double> losses, Session session) {}

    /** @param victim a worker to be killed in the third iteration; none where negative */
    private Run train(PerformanceDataset dataset, String name, int parts, long victim) throws Exception {
        TrainingSettings settings = TrainingSettings.DEFAULTS.withBatch(32).withWindow(20);
        Checkpoints files = new Checkpoints(temp.resolve(name + ".amadeus"));
        Session start = TrainingStart.of(
                        files.last(),
                        dataset,
                        settings,
                        ModelSizes.parse("hidden_dim=24,gru_layers=2,init_dim=8,gru_dropout=0.3"),
                        OptionalLong.of(3),
                        false)
                .session();
        TrainerBuilder options = Trainer.of(start, settings.windows(dataset, start.config()), files)
                .settings(settings)
                .limits(TrainingLimits.NONE.untilIteration(8));
        if (parts > 0) {
            SparkGradients workers = new SparkGradients(spark, start.config(), parts);
            AtomicInteger iterations = new AtomicInteger();
            options.gradients((parameters, batch, draws, teacherForcing, gradients) -> {
                if (victim >= 0 && iterations.incrementAndGet() == 3) {
                    // While the workers are at it.
                    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(() -> kill(victim));
                }
                return workers.gradients(parameters, batch, draws, teacherForcing, gradients);
            });
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
}
