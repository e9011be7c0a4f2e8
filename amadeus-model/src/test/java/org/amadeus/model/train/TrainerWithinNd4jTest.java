package org.amadeus.model.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.amadeus.model.train.update.TrainingGraph;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.ListenerResponse;
import org.nd4j.autodiff.listeners.ListenerVariables;
import org.nd4j.autodiff.listeners.Loss;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.listeners.records.LossCurve;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.adapter.SingletonMultiDataSetIterator;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/** What ND4J's users bring along: iterators and listeners of their own. */
class TrainerWithinNd4jTest {
    private static final TrainingSettings SETTINGS = TrainingSettings.DEFAULTS.withLearningRate(0.01);

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("model.amadeus");
    }

    private TrainerBuilder trainer(MultiDataSetIterator batches, long iterations) {
        return Trainer.of(Session.untrained(MadeUpBatches.SMALL, 5), batches, new Checkpoints(file()))
                .settings(SETTINGS)
                .limits(new TrainingLimits(
                        OptionalLong.of(iterations), Optional.empty(), OptionalInt.empty(), Duration.ofSeconds(60), 5))
                .kernel(SequenceKernels.PORTABLE);
    }

    /** All calls, as SameDiff makes them. */
    private static class Watching extends BaseListener {
        final List<String> calls = new ArrayList<>();
        final List<Double> losses = new ArrayList<>();
        final List<Double> curve = new ArrayList<>();
        int logits;

        @Override
        public boolean isActive(Operation operation) {
            return true;
        }

        @Override
        public ListenerVariables requiredVariables(SameDiff graph) {
            return ListenerVariables.builder()
                    .trainingVariables(PerformanceRnn.LOGITS)
                    .build();
        }

        @Override
        public void operationStart(SameDiff graph, Operation operation) {
            calls.add("start " + operation);
        }

        @Override
        public void operationEnd(SameDiff graph, Operation operation) {
            calls.add("end " + operation);
        }

        @Override
        public void epochStart(SameDiff graph, At at) {
            calls.add("epoch " + at.epoch());
        }

        @Override
        public ListenerResponse epochEnd(SameDiff graph, At at, LossCurve losses, long millis) {
            calls.add("epoch end " + at.epoch());
            curve.add((double) losses.lastMeanLoss(TrainingGraph.LOSS));
            return ListenerResponse.CONTINUE;
        }

        @Override
        public ListenerResponse validationDone(SameDiff graph, At at, long millis) {
            calls.add("validated " + at.iteration());
            return ListenerResponse.CONTINUE;
        }

        @Override
        public void iterationStart(SameDiff graph, At at, MultiDataSet batch, long etlMillis) {
            assertEquals(MadeUpBatches.STEPS, batch.getLabels(0).size(0));
            calls.add("i" + at.iteration());
        }

        @Override
        public void iterationDone(SameDiff graph, At at, MultiDataSet batch, Loss loss) {
            assertEquals(MadeUpBatches.STEPS, batch.getLabels(0).size(0), "not freed yet");
            losses.add(loss.totalLoss());
        }

        @Override
        public void activationAvailable(
                SameDiff graph, At at, MultiDataSet batch, SameDiffOp op, String name, INDArray activation) {
            if (name.equals(PerformanceRnn.LOGITS)) {
                assertEquals(Operation.TRAINING, at.operation());
                assertArrayEquals(
                        new long[] {MadeUpBatches.STEPS, MadeUpBatches.WINDOWS, MadeUpBatches.SMALL.eventDim()},
                        activation.shape());
                logits++;
            }
        }
    }

    @Test
    void sameDiffsListenersAreToldWithRealLosses() throws InterruptedException {
        Watching watching = new Watching();
        List<Double> ours = new ArrayList<>();
        try (Trainer trainer = trainer(new MadeUpBatches(), 16)
                .validation(parameters -> 2)
                .listeners(watching)
                .build()) {
            trainer.run(new TrainerListener() {
                @Override
                public void iterationDone(TrainingIteration iteration) {
                    ours.add(iteration.loss());
                }
            });
        }
        assertEquals(
                List.of(
                        "start TRAINING",
                        "epoch 0",
                        "i0",
                        "i1",
                        "i2",
                        "i3",
                        "i4",
                        "validated 4",
                        "i5",
                        "i6",
                        "epoch end 0",
                        "epoch 1",
                        "i7",
                        "i8",
                        "i9",
                        "validated 9",
                        "i10",
                        "i11",
                        "i12",
                        "i13",
                        "epoch end 1",
                        "epoch 2",
                        "i14",
                        "validated 14",
                        "i15",
                        "validated 15",
                        "end TRAINING"),
                watching.calls);
        assertEquals(ours, watching.losses);
        assertEquals(16, watching.logits, "asked for, computed once an iteration");
        for (int epoch = 0; epoch < 2; epoch++) {
            double mean = ours.subList(7 * epoch, 7 * epoch + 7).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
            assertEquals(mean, watching.curve.get(epoch), 1e-6);
        }
    }

    @Test
    void watchingChangesNothing() throws InterruptedException {
        List<Map<String, float[]>> trained = new ArrayList<>();
        for (boolean watched : new boolean[] {false, true}) {
            TrainerBuilder options = trainer(new MadeUpBatches(), 3);
            if (watched) {
                options.listeners(new Watching());
            }
            try (Trainer trainer = options.build()) {
                trainer.run(TrainerListener.NONE);
                trained.add(trainer.session().parameters().asMap());
            }
        }
        trained.get(0)
                .forEach((name, values) ->
                        assertArrayEquals(values, trained.get(1).get(name), name));
    }

    @Test
    void aListenersStopEndsTheTraining() throws InterruptedException {
        for (boolean byEpoch : new boolean[] {true, false}) {
            Watching stopping = new Watching() {
                @Override
                public ListenerResponse epochEnd(SameDiff graph, At at, LossCurve losses, long millis) {
                    return byEpoch ? ListenerResponse.STOP : ListenerResponse.CONTINUE;
                }

                @Override
                public ListenerResponse validationDone(SameDiff graph, At at, long millis) {
                    return byEpoch ? ListenerResponse.CONTINUE : ListenerResponse.STOP;
                }
            };
            try (Trainer trainer = trainer(new MadeUpBatches(), 100)
                    .validation(parameters -> 2)
                    .listeners(stopping)
                    .build()) {
                assertEquals(Trainer.End.STOPPED, trainer.run(TrainerListener.NONE));
                assertEquals(byEpoch ? 7 : 5, trainer.progress().iterations());
                assertEquals(
                        byEpoch ? 7 : 5, SessionFiles.load(file()).progress().iterations());
            }
        }
    }

    @Test
    void anIteratorOfAnotherKindIsLearnedFromEpochAfterEpochAndLeftAsItIs() throws InterruptedException {
        MultiDataSet only = new MadeUpBatches().batch(0);
        List<Double> losses = new ArrayList<>();
        try (Trainer trainer =
                trainer(new SingletonMultiDataSetIterator(only), 40).build()) {
            trainer.run(new TrainerListener() {
                @Override
                public void iterationDone(TrainingIteration iteration) {
                    losses.add(iteration.loss());
                }
            });
        }
        assertEquals(40, losses.size());
        assertTrue(losses.get(39) < 0.9 * losses.get(0), losses.toString());
        assertFalse(only.getFeatures(0).wasClosed());
        assertEquals(MadeUpBatches.music(0).events()[0], only.getLabels(0).getInt(0, 0));
    }

    @Test
    void aBatchThatIsNoWindowsIsRefusedBeforeItIsLearnedFrom() {
        MultiDataSet tooLarge = new MadeUpBatches().batch(0);
        tooLarge.getLabels(0).putScalar(3, 99);
        assertRefused(tooLarge, "labels 0 (events to be predicted) of a batch holds 99, expected 0 .. 12");
        MultiDataSet noInit = new MadeUpBatches().batch(0);
        noInit.setFeatures(new INDArray[] {noInit.getFeatures(0), noInit.getFeatures(1)});
        assertRefused(noInit, "a batch has 2 features");
        MultiDataSet turned = new MadeUpBatches().batch(0);
        turned.setFeatures(1, turned.getFeatures(1).permute(1, 0, 2));
        assertRefused(turned, "features 1 (condition) of a batch is FLOAT [4, 9, 6], expected FLOAT [9, 4, 6]");
        WindowArrays music = MadeUpBatches.music(0);
        MultiDataSet masked = new WindowArrays(
                        music.steps(),
                        music.windows(),
                        music.events(),
                        music.conditions(),
                        music.init(),
                        new int[4],
                        new int[] {9, 9, 8, 9})
                .toDataSet(MadeUpBatches.SMALL);
        assertRefused(masked, "masks some of its labels");
    }

    private void assertRefused(MultiDataSet batch, String why) {
        try (Trainer trainer =
                trainer(new SingletonMultiDataSetIterator(batch), 2).build()) {
            AmadeusException thrown = assertThrows(AmadeusException.class, () -> trainer.run(TrainerListener.NONE));
            assertTrue(thrown.getMessage().contains(why), thrown.getMessage());
        }
    }

    @Test
    void aClosedTrainerHoldsNoParametersAndStillTellsItsProgress() throws InterruptedException {
        Trainer trainer = trainer(new MadeUpBatches(), 2).build();
        trainer.run(TrainerListener.NONE);
        trainer.close();
        trainer.close();
        assertEquals(2, trainer.progress().iterations());
        assertThrows(RuntimeException.class, trainer::session);
    }
}
