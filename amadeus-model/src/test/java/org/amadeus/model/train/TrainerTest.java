package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainerTest extends TrainerFixture {
    @ParameterizedTest(name = "{0} {1} {2} teacher forcing {3}")
    @CsvSource({
        "gru,FASTEST,a.amadeus,1",
        "gru,FASTEST,a.sess,0.5",
        "gru,PORTABLE,a.amadeus,0.5",
        "gru,ND4J,a.sess,1",
        "lstm,FASTEST,a.amadeus,0.5",
        "lstm,FASTEST,a.sess,1",
        "lstm,ND4J,a.sess,0.5"
    })
    void tenIterationsAndTenMoreAreTwentyBitForBit(
            String cell, SequenceKernels kernel, String name, double teacherForcing) throws InterruptedException {
        TrainingSettings settings = new TrainingSettings(
                SETTINGS.batch(),
                SETTINGS.parts(),
                SETTINGS.windows(),
                SETTINGS.stride(),
                SETTINGS.optimizer().withSchedule(Schedule.COSINE),
                SETTINGS.controlRatio(),
                teacherForcing,
                SETTINGS.localSteps(),
                SETTINGS.augmentation());
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
    void time() throws InterruptedException {
        TrainingLimits instant = new TrainingLimits(
                OptionalLong.empty(), Optional.of(Duration.ofMillis(1)), OptionalInt.empty(), Duration.ofDays(1), 1000);
        assertEquals(
                Trainer.End.TIME,
                trainer(fresh(), instant, BATCHES, Optional.empty()).run(TrainerListener.NONE));
    }

    private static void assertSameArrays(Map<String, float[]> expected, Map<String, float[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, array) -> assertArrayEquals(array, found.get(name), 0, name));
    }
}
