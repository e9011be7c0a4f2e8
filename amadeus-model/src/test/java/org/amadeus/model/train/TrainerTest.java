package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.sequence.GruKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
    private static final TrainingSettings SETTINGS =
            new TrainingSettings(MadeUpBatches.WINDOWS, MadeUpBatches.STEPS, 1, 0.01, Schedule.COSINE, 1, 1, false);
    private static final BatchSource BATCHES = new MadeUpBatches();

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1} teacher forcing {2}")
    @CsvSource({"FASTEST,a.amadeus,1", "FASTEST,a.sess,0.5", "PORTABLE,a.amadeus,0.5", "NAIVE,a.sess,1"})
    void tenIterationsAndTenMoreAreTwentyBitForBit(GruKernels kernel, String name, double teacherForcing)
            throws InterruptedException {
        TrainingSettings settings = new TrainingSettings(
                MadeUpBatches.WINDOWS, MadeUpBatches.STEPS, 1, 0.01, Schedule.COSINE, 1, teacherForcing, false);
        TrainingLimits twenty = TrainingLimits.NONE.untilIteration(20);
        Path whole = folder.resolve("whole-" + name);
        Path parts = folder.resolve("parts-" + name);
        new Trainer(fresh(), settings, twenty, BATCHES, Optional.empty(), new Checkpoints(whole), kernel)
                .run(TrainingListener.NONE);

        Trainer first =
                new Trainer(fresh(), settings, twenty, BATCHES, Optional.empty(), new Checkpoints(parts), kernel);
        assertEquals(Trainer.End.STOPPED, first.run(stopping(first, 10)));
        Session half = SessionFiles.load(parts);
        assertEquals(10, half.progress().iterations());
        new Trainer(half, settings, twenty, BATCHES, Optional.empty(), new Checkpoints(parts), kernel)
                .run(TrainingListener.NONE);

        Session expected = SessionFiles.load(whole);
        Session resumed = SessionFiles.load(parts);
        assertSameArrays(expected.parameters().asMap(), resumed.parameters().asMap());
        AdamState adam = expected.optimizer().orElseThrow();
        AdamState again = resumed.optimizer().orElseThrow();
        assertEquals(20, adam.step());
        assertEquals(20, again.step());
        assertSameArrays(adam.firstMoments(), again.firstMoments());
        assertSameArrays(adam.secondMoments(), again.secondMoments());
        assertEquals(expected.progress().trainLoss(), resumed.progress().trainLoss());
        assertEquals(expected.progress().learningRate(), resumed.progress().learningRate());
        assertNotEquals(
                half.parameters().get("output_fc.bias")[0], resumed.parameters().get("output_fc.bias")[0]);
    }

    @Test
    void anotherSeedIsAnotherTraining() throws InterruptedException {
        List<float[]> biases = new ArrayList<>();
        for (long seed : new long[] {1, 1, 2}) {
            Session session = Session.untrained(MadeUpBatches.SMALL, 1);
            Session start = new Session(
                    session.config(),
                    session.stepGraph(),
                    Optional.empty(),
                    session.progress().withSeed(seed),
                    Map.of());
            Trainer trainer = trainer(start, TrainingLimits.NONE.untilIteration(2), BATCHES, Optional.empty());
            trainer.run(TrainingListener.NONE);
            biases.add(trainer.session().parameters().get("output_fc.bias"));
        }
        assertArrayEquals(biases.get(0), biases.get(1));
        assertNotEquals(biases.get(0)[0], biases.get(2)[0]);
    }

    @Test
    void learningLowersTheLossOfABatchSeenAgainAndAgain() throws InterruptedException {
        List<Double> losses = new ArrayList<>();
        Trainer trainer =
                trainer(fresh(), TrainingLimits.NONE.untilIteration(60), n -> BATCHES.batch(0), Optional.empty());
        trainer.run(new TrainingListener() {
            @Override
            public void iterationDone(TrainingIteration iteration) {
                losses.add(iteration.loss());
            }
        });
        assertEquals(60, losses.size());
        assertEquals(Math.log(MadeUpBatches.SMALL.eventDim()), losses.get(0), 0.5);
        assertTrue(losses.get(59) < 0.8 * losses.get(0), losses.toString());
    }

    @Test
    void aLossThatIsNoNumberEndsTheTrainingAndKeepsWhatWasSaved() throws IOException {
        BatchSource poisoned = iteration -> {
            TrainingBatch batch = BATCHES.batch(iteration);
            if (iteration == 3) {
                batch.conditions()[7] = Float.NaN;
            }
            return batch;
        };
        Trainer trainer = trainer(fresh(), always(OptionalInt.empty()), poisoned, Optional.empty());
        DivergedException thrown = assertThrows(DivergedException.class, () -> trainer.run(TrainingListener.NONE));
        assertTrue(thrown.getMessage().startsWith("iteration 4: the loss is NaN"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("after iteration 3"), thrown.getMessage());
        assertTrue(thrown.getMessage().contains("-l 0.003"), thrown.getMessage());
        Session kept = SessionFiles.load(file());
        assertEquals(3, kept.progress().iterations());
        assertEquals(3, kept.optimizer().orElseThrow().step());
    }

    @Test
    void theBestOfAllValidationsIsKeptAndPatienceEnds() throws InterruptedException {
        double[] nlls = {3, 2, 2.5, 2.25, 1};
        int[] asked = {0};
        Trainer trainer =
                trainer(fresh(), always(OptionalInt.of(2)), BATCHES, Optional.of(parameters -> nlls[asked[0]++]));
        assertEquals(Trainer.End.PATIENCE, trainer.run(TrainingListener.NONE));
        assertEquals(4, asked[0]);
        Session best = SessionFiles.load(folder.resolve("model.best.amadeus"));
        assertEquals(2, best.progress().iterations());
        assertEquals(2, best.progress().bestNll().orElseThrow());
        Session last = SessionFiles.load(file());
        assertEquals(4, last.progress().iterations());
        assertEquals(2.25, last.progress().validationNll().orElseThrow());
        assertEquals(2, last.progress().bestNll().orElseThrow());

        int[] more = {0};
        Trainer resumed = trainer(last, always(OptionalInt.of(1)), BATCHES, Optional.of(parameters -> 2 + more[0]++));
        resumed.run(TrainingListener.NONE);
        assertEquals(1, more[0], "the best of earlier runs is the one to beat");
        assertEquals(
                2,
                SessionFiles.load(folder.resolve("model.best.amadeus"))
                        .progress()
                        .iterations());
    }

    @Test
    void time() throws InterruptedException {
        TrainingLimits instant = new TrainingLimits(
                OptionalLong.empty(), Optional.of(Duration.ofMillis(1)), OptionalInt.empty(), Duration.ofDays(1), 1000);
        assertEquals(
                Trainer.End.TIME,
                trainer(fresh(), instant, BATCHES, Optional.empty()).run(TrainingListener.NONE));
    }

    @Test
    void whatAListenerThrowsEndsTheRunAfterASave() {
        IllegalStateException fault = new IllegalStateException("fault");
        Trainer trainer = trainer(fresh(), TrainingLimits.NONE, BATCHES, Optional.empty());
        assertSame(
                fault,
                assertThrows(
                        IllegalStateException.class,
                        () -> trainer.run(new TrainingListener() {
                            @Override
                            public void iterationDone(TrainingIteration iteration) {
                                if (iteration.iteration() == 2) {
                                    throw fault;
                                }
                            }
                        })));
        assertEquals(2, SessionFiles.load(file()).progress().iterations());
    }

    @Test
    void aBatchThatCannotBeReadIsTheTrainersError() {
        Trainer trainer = trainer(
                fresh(),
                TrainingLimits.NONE,
                iteration -> {
                    throw new AmadeusException("damaged");
                },
                Optional.empty());
        assertEquals(
                "damaged",
                assertThrows(AmadeusException.class, () -> trainer.run(TrainingListener.NONE))
                        .getMessage());
    }

    /** A folder where a file's name should go: writing fails, as on a full disk, until it is taken away. */
    @Test
    void aSavingThatFailsIsTriedAgainAndTheLastOneIsAnError() throws IOException, InterruptedException {
        Path obstacle = Files.createDirectories(file().resolve("obstacle"));
        Trainer stubborn = trainer(fresh(), always(OptionalInt.empty()), BATCHES, Optional.empty());
        AmadeusException thrown = assertThrows(AmadeusException.class, () -> stubborn.run(stopping(stubborn, 2)));
        assertTrue(thrown.getMessage().contains("can't be written"), thrown.getMessage());
        assertTrue(Files.isDirectory(obstacle));

        Trainer patient = trainer(fresh(), always(OptionalInt.empty()), BATCHES, Optional.empty());
        patient.run(new TrainingListener() {
            @Override
            public void iterationDone(TrainingIteration iteration) {
                if (iteration.iteration() == 2) {
                    assertFalse(Files.isRegularFile(file()));
                    assertTrue(obstacle.toFile().delete() && file().toFile().delete());
                } else if (iteration.iteration() == 4) {
                    assertEquals(3, SessionFiles.load(file()).progress().iterations());
                    patient.stop();
                }
            }
        });
        assertEquals(4, SessionFiles.load(file()).progress().iterations());
    }

    private Path file() {
        return folder.resolve("model.amadeus");
    }

    private static Session fresh() {
        return Session.untrained(MadeUpBatches.SMALL, 5);
    }

    private Trainer trainer(
            Session start, TrainingLimits limits, BatchSource batches, Optional<Validation> validation) {
        return new Trainer(
                start,
                new TrainingSettings(SETTINGS.batch(), SETTINGS.window(), 1, 0.01, Schedule.CONSTANT, 1, 1, false),
                limits,
                batches,
                validation,
                new Checkpoints(file()),
                GruKernels.PORTABLE);
    }

    /** Saves and validates after each iteration. */
    private static TrainingLimits always(OptionalInt patience) {
        return new TrainingLimits(OptionalLong.empty(), Optional.empty(), patience, Duration.ZERO, 1);
    }

    private static TrainingListener stopping(Trainer trainer, long after) {
        return new TrainingListener() {
            @Override
            public void iterationDone(TrainingIteration iteration) {
                if (iteration.iteration() == after) {
                    trainer.stop();
                }
            }
        };
    }

    private static void assertSameArrays(Map<String, float[]> expected, Map<String, float[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, array) -> assertArrayEquals(array, found.get(name), 0, name));
    }
}
