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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest {
    private static final TrainingSettings SETTINGS = TrainingSettings.DEFAULTS.withLearningRate(0.01);
    private static final LongFunction<WindowArrays> BATCHES = MadeUpBatches::music;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} {1} {2} teacher forcing {3}")
    @CsvSource({
        "gru,FASTEST,a.amadeus,1",
        "gru,FASTEST,a.sess,0.5",
        "gru,PORTABLE,a.amadeus,0.5",
        "gru,NAIVE,a.sess,1",
        "lstm,FASTEST,a.amadeus,0.5",
        "lstm,FASTEST,a.sess,1",
        "lstm,ND4J,a.sess,0.5"
    })
    void tenIterationsAndTenMoreAreTwentyBitForBit(
            String cell, SequenceKernels kernel, String name, double teacherForcing) throws InterruptedException {
        TrainingSettings settings = SETTINGS.withSchedule(Schedule.COSINE).withTeacherForcing(teacherForcing);
        TrainingLimits twenty = TrainingLimits.NONE.untilIteration(20);
        Path whole = folder.resolve("whole-" + name);
        Path parts = folder.resolve("parts-" + name);
        trainer(fresh(cell), settings, twenty, whole, kernel).run(TrainerListener.NONE);

        Trainer first = trainer(fresh(cell), settings, twenty, parts, kernel);
        assertEquals(Trainer.End.STOPPED, first.run(stopping(first, 10)));
        Session half = SessionFiles.load(parts);
        assertEquals(10, half.progress().iterations());
        trainer(half, settings, twenty, parts, kernel).run(TrainerListener.NONE);

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
            trainer.run(TrainerListener.NONE);
            biases.add(trainer.session().parameters().get("output_fc.bias"));
        }
        assertArrayEquals(biases.get(0), biases.get(1));
        assertNotEquals(biases.get(0)[0], biases.get(2)[0]);
    }

    @Test
    void learningLowersTheLossOfABatchSeenAgainAndAgain() throws InterruptedException {
        List<Double> losses = new ArrayList<>();
        Trainer trainer =
                trainer(fresh(), TrainingLimits.NONE.untilIteration(60), n -> BATCHES.apply(0), Optional.empty());
        trainer.run(new TrainerListener() {
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
        LongFunction<WindowArrays> poisoned = iteration -> {
            WindowArrays batch = BATCHES.apply(iteration);
            if (iteration == 3) {
                batch.conditions()[7] = Float.NaN;
            }
            return batch;
        };
        Trainer trainer = trainer(fresh(), always(OptionalInt.empty()), poisoned, Optional.empty());
        DivergedException thrown = assertThrows(DivergedException.class, () -> trainer.run(TrainerListener.NONE));
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
        assertEquals(Trainer.End.PATIENCE, trainer.run(TrainerListener.NONE));
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
        resumed.run(TrainerListener.NONE);
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
                trainer(fresh(), instant, BATCHES, Optional.empty()).run(TrainerListener.NONE));
    }

    @Test
    void whatAListenerThrowsEndsTheRunAfterASave() {
        IllegalStateException fault = new IllegalStateException("fault");
        Trainer trainer = trainer(fresh(), TrainingLimits.NONE, BATCHES, Optional.empty());
        assertSame(
                fault,
                assertThrows(
                        IllegalStateException.class,
                        () -> trainer.run(new TrainerListener() {
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
                assertThrows(AmadeusException.class, () -> trainer.run(TrainerListener.NONE))
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
        patient.run(new TrainerListener() {
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

    private static final class Scores implements Validation {
        private final String fingerprint;
        private final double[] nlls;
        private int asked;

        Scores(String fingerprint, double... nlls) {
            this.fingerprint = fingerprint;
            this.nlls = nlls;
        }

        @Override
        public double nll(Parameters parameters) {
            return nlls[asked++];
        }

        @Override
        public String fingerprint() {
            return fingerprint;
        }
    }

    private Session best() {
        return SessionFiles.load(folder.resolve("model.best.amadeus"));
    }

    private Trainer validated(Session start, long iterations, Validation validation) {
        TrainingLimits limits = new TrainingLimits(
                OptionalLong.of(iterations), Optional.empty(), OptionalInt.empty(), Duration.ZERO, 1);
        return trainer(start, limits, BATCHES, Optional.of(validation));
    }

    @Test
    void theBestOnOtherMusicIsNotTheOneToBeat() throws InterruptedException, IOException {
        validated(fresh(), 2, new Scores("old music", 3, 2)).run(TrainerListener.NONE);
        assertEquals(2, best().progress().bestNll().orElseThrow());
        assertEquals("old music", best().progress().bestOn());

        Trainer same = validated(SessionFiles.load(file()), 3, new Scores("old music", 2.5));
        assertEquals(Optional.empty(), same.bestForgotten());
        same.run(TrainerListener.NONE);
        assertEquals(2, best().progress().iterations());

        Session third = SessionFiles.load(file());
        Trainer other = validated(third, 5, new Scores("new music", 4, 5));
        assertTrue(
                other.bestForgotten().orElseThrow().contains("other music"),
                other.bestForgotten().toString());
        assertTrue(other.progress().bestNll().isEmpty(), "nothing of the old music is announced as the best");
        other.run(TrainerListener.NONE);
        assertEquals(4, best().progress().iterations());
        assertEquals(4.0, SessionFiles.load(file()).progress().bestNll().orElseThrow());
        assertEquals("new music", SessionFiles.load(file()).progress().bestOn());

        Files.delete(folder.resolve("model.best.amadeus"));
        Trainer missing = validated(SessionFiles.load(file()), 6, new Scores("new music", 9));
        assertTrue(
                missing.bestForgotten().orElseThrow().contains("missing"),
                missing.bestForgotten().toString());
        missing.run(TrainerListener.NONE);
        assertEquals(9.0, best().progress().bestNll().orElseThrow());

        Files.delete(file());
        Trainer anew = validated(fresh(), 1, new Scores("new music", 10));
        assertTrue(
                anew.bestForgotten().orElseThrow().contains("another training"),
                anew.bestForgotten().toString());
        anew.run(TrainerListener.NONE);
        assertEquals(1, best().progress().iterations());
    }

    /** Killed between the best one's file and the session's: the better of the two counts. */
    @Test
    void aBestWrittenAfterTheLastSessionIsNotReplacedByAWorse() throws InterruptedException {
        validated(fresh(), 1, new Scores("m", 3)).run(TrainerListener.NONE);
        Session first = SessionFiles.load(file());
        validated(first, 2, new Scores("m", 2)).run(TrainerListener.NONE);
        validated(first, 3, new Scores("m", 2.5, 2.75)).run(TrainerListener.NONE);
        assertEquals(2.0, best().progress().bestNll().orElseThrow());
        assertEquals(2.0, SessionFiles.load(file()).progress().bestNll().orElseThrow());
    }

    @Test
    void aNllThatIsNoNumberIsNeverTheBest() throws InterruptedException {
        List<Boolean> bests = new ArrayList<>();
        validated(fresh(), 3, new Scores("m", Double.NaN, 3, Double.NaN)).run(new TrainerListener() {
            @Override
            public void validated(long iteration, double nll, boolean best) {
                bests.add(best);
            }
        });
        assertEquals(List.of(false, true, false), bests);
        assertEquals(3.0, SessionFiles.load(file()).progress().bestNll().orElseThrow());
        assertTrue(SessionFiles.load(file()).progress().validationNll().isEmpty());
    }

    @Test
    void aBestThatCouldNotBeWrittenIsWrittenLaterAsItWas() throws IOException, InterruptedException {
        Path obstacle = Files.createDirectories(folder.resolve("model.best.amadeus/obstacle"));
        List<OptionalDouble> known = new ArrayList<>();
        Trainer trainer = validated(fresh(), 4, new Scores("m", 3, 2, 4, 5));
        trainer.run(new TrainerListener() {
            @Override
            public void validated(long iteration, double nll, boolean best) {
                known.add(trainer.progress().bestNll());
                if (iteration == 3) {
                    assertTrue(obstacle.toFile().delete()
                            && obstacle.getParent().toFile().delete());
                }
            }
        });
        OptionalDouble none = OptionalDouble.empty();
        assertEquals(List.of(none, none, none, OptionalDouble.of(2)), known, "no best before it is in its file");
        assertEquals(2, best().progress().iterations());
        assertEquals(2, best().optimizer().orElseThrow().step());
        assertEquals(2.0, SessionFiles.load(file()).progress().bestNll().orElseThrow());
    }

    @Test
    void aBestThatCannotBeWrittenAtTheEndIsAnErrorAfterTheSessionWasSaved() throws IOException {
        Files.createDirectories(folder.resolve("model.best.amadeus/obstacle"));
        Trainer trainer = validated(fresh(), 2, new Scores("m", 3, 2));
        Heard heard = new Heard();
        AmadeusException thrown = assertThrows(AmadeusException.class, () -> trainer.run(heard));
        assertTrue(thrown.getMessage().contains("model.best.amadeus"), thrown.getMessage());
        assertEquals(2, SessionFiles.load(file()).progress().iterations());
        assertEquals("finished 2", heard.last());
    }

    /** All calls, in their order; throws in one of them. */
    private static final class Heard implements TrainerListener {
        private final List<String> calls = new ArrayList<>();
        private String faulty = "";
        private Consumer<String> reaction = call -> {};

        Heard failingAt(String call) {
            faulty = call;
            return this;
        }

        String last() {
            return calls.get(calls.size() - 1);
        }

        private void call(String name, long iteration) {
            String call = name + " " + iteration;
            calls.add(call);
            reaction.accept(call);
            if (call.equals(faulty)) {
                faulty = "";
                throw new AmadeusException("fault in " + call);
            }
        }

        @Override
        public void started(ModelConfig config, long iteration) {
            call("started", iteration);
        }

        @Override
        public void iterationDone(TrainingIteration iteration) {
            call("done", iteration.iteration());
        }

        @Override
        public void validated(long iteration, double nll, boolean best) {
            call("validated", iteration);
        }

        @Override
        public void saved(long iteration, Path file) {
            call("saved", iteration);
        }

        @Override
        public void finished(long iteration) {
            call("finished", iteration);
        }
    }

    @Test
    void aListenerIsToldAllInOrder() throws InterruptedException {
        Heard heard = new Heard();
        validated(fresh(), 2, new Scores("m", 3, 2)).run(heard);
        assertEquals(
                List.of(
                        "started 0",
                        "saved 0",
                        "done 1",
                        "validated 1",
                        "saved 1",
                        "done 2",
                        "validated 2",
                        "saved 2",
                        "finished 2"),
                heard.calls);
    }

    @ParameterizedTest
    @CsvSource({
        "started 0, started 0|finished 0, -1",
        "saved 0, started 0|saved 0|finished 0, 0",
        "done 1, started 0|saved 0|done 1|saved 1|finished 1, 1",
        "validated 1, started 0|saved 0|done 1|validated 1|saved 1|finished 1, 1",
        "saved 1, started 0|saved 0|done 1|validated 1|saved 1|finished 1, 1",
        "finished 2, started 0|saved 0|done 1|validated 1|saved 1|done 2|validated 2|saved 2|finished 2, 2"
    })
    void whatAListenerThrowsEndsTheRunAndTheOthersAreTold(String faulty, String calls, long saved) {
        Heard thrower = new Heard().failingAt(faulty);
        Heard other = new Heard();
        Trainer trainer = validated(fresh(), 2, new Scores("m", 3, 2));
        AmadeusException thrown =
                assertThrows(AmadeusException.class, () -> trainer.run(TrainerListener.of(thrower, other)));
        assertEquals("fault in " + faulty, thrown.getMessage());
        assertEquals(List.of(calls.split("\\|")), other.calls);
        assertEquals(List.of(calls.split("\\|")), thrower.calls);
        assertEquals(saved >= 0, Files.exists(file()));
        if (saved >= 0) {
            assertEquals(saved, SessionFiles.load(file()).progress().iterations());
        }
    }

    @Test
    void everyOtherEndingSavesWhatWasLearnedAndIsTold() throws IOException {
        Heard interrupted = new Heard();
        interrupted.reaction = call -> {
            if (call.equals("done 2")) {
                Thread.currentThread().interrupt();
            }
        };
        Trainer first = trainer(fresh(), TrainingLimits.NONE, BATCHES, Optional.empty());
        assertThrows(InterruptedException.class, () -> first.run(interrupted));
        assertEquals(List.of("started 0", "saved 0", "done 1", "done 2", "saved 2", "finished 2"), interrupted.calls);
        assertEquals(2, SessionFiles.load(file()).progress().iterations());

        Heard diverged = new Heard();
        Trainer second = trainer(
                SessionFiles.load(file()),
                TrainingLimits.NONE,
                iteration -> {
                    WindowArrays batch = BATCHES.apply(iteration);
                    batch.conditions()[0] = iteration == 3 ? Float.NaN : 0;
                    return batch;
                },
                Optional.empty());
        assertThrows(DivergedException.class, () -> second.run(diverged));
        assertEquals(List.of("started 2", "done 3", "finished 3"), diverged.calls);

        Heard damaged = new Heard();
        Trainer third = trainer(
                SessionFiles.load(file()),
                TrainingLimits.NONE,
                iteration -> {
                    if (iteration == 4) {
                        throw new AmadeusException("damaged");
                    }
                    return BATCHES.apply(iteration);
                },
                Optional.empty());
        assertThrows(AmadeusException.class, () -> third.run(damaged));
        assertEquals(List.of("started 2", "done 3", "done 4", "saved 4", "finished 4"), damaged.calls);
        assertEquals(4, SessionFiles.load(file()).progress().iterations());

        Files.delete(file());
        Files.createDirectories(file().resolve("obstacle"));
        Heard unsaved = new Heard();
        Trainer fourth = trainer(fresh(), TrainingLimits.NONE.untilIteration(1), BATCHES, Optional.empty());
        assertThrows(AmadeusException.class, () -> fourth.run(unsaved));
        assertEquals(List.of("started 0", "done 1", "finished 1"), unsaved.calls);
    }

    /** A loss that is a number, an update that is not: Adam's memory of before is beyond what a square can hold. */
    @Test
    void whatIsNoNumberAfterTheUpdateIsNotSaved() throws InterruptedException {
        trainer(fresh(), TrainingLimits.NONE.untilIteration(1), BATCHES, Optional.empty())
                .run(TrainerListener.NONE);
        Session one = SessionFiles.load(file());
        for (boolean first : new boolean[] {true, false}) {
            AdamState adam = one.optimizer().orElseThrow();
            (first ? adam.firstMoments() : adam.secondMoments()).get("output_fc.bias")[3] =
                    first ? Float.MAX_VALUE : -1;
            if (first) {
                adam.secondMoments().get("output_fc.bias")[3] = 0;
            }
            Trainer trainer = trainer(one, TrainingLimits.NONE, n -> BATCHES.apply(0), Optional.empty());
            DivergedException thrown = assertThrows(DivergedException.class, () -> trainer.run(TrainerListener.NONE));
            assertTrue(thrown.getMessage().startsWith("iteration 2: its update made"), thrown.getMessage());
            assertEquals(1, SessionFiles.load(file()).progress().iterations());
            one = SessionFiles.load(file());
        }
    }

    @Test
    void theLastValidationIsNotMadeTwice() throws InterruptedException {
        Scores scores = new Scores("m", 3, 2, 1);
        TrainingLimits time = new TrainingLimits(
                OptionalLong.empty(), Optional.of(Duration.ofMillis(1)), OptionalInt.empty(), Duration.ofDays(1), 1);
        trainer(fresh(), time, BATCHES, Optional.of(scores)).run(TrainerListener.NONE);
        assertEquals(1, scores.asked);
    }

    @Test
    void aRunStoppedWhereAValidationIsDueValidates() throws InterruptedException {
        Scores scores = new Scores("m", 3, 2, 1);
        Trainer trainer = validated(fresh(), 100, scores);
        trainer.run(stopping(trainer, 2));
        assertEquals(2, scores.asked);
    }

    private Path file() {
        return folder.resolve("model.amadeus");
    }

    private static Session fresh() {
        return fresh("gru");
    }

    private static Session fresh(String cell) {
        return Session.untrained(MadeUpBatches.small(cell), 5);
    }

    private Trainer trainer(
            Session start, TrainingLimits limits, LongFunction<WindowArrays> batches, Optional<Validation> validation) {
        Trainer.Builder options = Trainer.of(start, new MadeUpBatches(batches), new Checkpoints(file()))
                .settings(SETTINGS)
                .limits(limits)
                .kernel(SequenceKernels.PORTABLE);
        validation.ifPresent(options::validation);
        return options.build();
    }

    private static Trainer trainer(
            Session start, TrainingSettings settings, TrainingLimits limits, Path file, SequenceKernels kernel) {
        return Trainer.of(start, new MadeUpBatches(), new Checkpoints(file))
                .settings(settings)
                .limits(limits)
                .kernel(kernel)
                .build();
    }

    /** Saves and validates after each iteration. */
    private static TrainingLimits always(OptionalInt patience) {
        return new TrainingLimits(OptionalLong.empty(), Optional.empty(), patience, Duration.ZERO, 1);
    }

    private static TrainerListener stopping(Trainer trainer, long after) {
        return new TrainerListener() {
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
