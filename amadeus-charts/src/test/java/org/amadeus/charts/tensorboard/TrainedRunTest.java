package org.amadeus.charts.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.amadeus.model.window.SeekableIterator;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/** The event file of a training that took place, as TensorFlow reads it. */
class TrainedRunTest {
    private static final ModelConfig SMALL = new ModelConfig(3, 13, 5, 8, 2, 0.3, CodecProfile.EXPRESSIVE);

    @TempDir
    Path folder;

    @Test
    void holdsTheLossesThatTheTrainerMeasured() throws Exception {
        List<Double> losses = new ArrayList<>();
        Path file;
        try (TensorBoardLog log = new TensorBoardLog(folder.resolve("run"))) {
            file = log.file();
            Trainer.of(Session.untrained(SMALL, 1), new MadeUp(), new Checkpoints(folder.resolve("model.amadeus")))
                    .limits(new TrainingLimits(
                            OptionalLong.of(4), Optional.empty(), OptionalInt.empty(), Duration.ofSeconds(60), 2))
                    .validation(parameters -> 2.5)
                    .build()
                    .run(TrainerListener.of(log, new TrainerListener() {
                        @Override
                        public void iterationDone(TrainingIteration iteration) {
                            losses.add(iteration.loss());
                        }
                    }));
        }

        assertEquals(4, losses.size());
        List<Float> read = new ArrayList<>();
        int validations = 0;
        int histograms = 0;
        for (Event event : EventFileReader.read(file)) {
            for (Summary.Value value : event.getSummary().getValueList()) {
                switch (value.getTag()) {
                    case "train/loss" -> read.add(value.getSimpleValue());
                    case "train/gradient_norm", "train/learning_rate", "train/events_per_second" ->
                        assertTrue(value.getSimpleValue() > 0, value.getTag());
                    case "validation/nll" -> validations++;
                    default -> histograms++;
                }
            }
        }
        assertEquals(losses.stream().map(Double::floatValue).toList(), read);
        assertEquals(2, validations, "after iterations 2 and 4");
        assertTrue(histograms > 0);
    }

    private static final class MadeUp extends SeekableIterator {
        private static final long serialVersionUID = 1L;

        MadeUp() {
            super(0);
        }

        @Override
        public long batchesPerEpoch() {
            return 100;
        }

        @Override
        protected MultiDataSet batch(long number, long seed) {
            Random random = new Random(number);
            float[] conditions = new float[10 * 4 * SMALL.conditionDim()];
            for (int i = 0; i < conditions.length; i++) {
                conditions[i] = random.nextFloat();
            }
            int[] events = random.ints(40, 0, SMALL.eventDim()).toArray();
            return WindowArrays.of(4, events, conditions, new float[4 * SMALL.initDim()])
                    .toDataSet(SMALL);
        }
    }
}
