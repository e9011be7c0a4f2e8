package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongFunction;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** However a run ends: what was learned is saved, and listeners are called. */
class TrainerEndingsTest extends TrainerFixture {
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
}
