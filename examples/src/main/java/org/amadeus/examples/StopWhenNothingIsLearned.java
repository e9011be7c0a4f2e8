package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.ModelSizes;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainingSettings;
import org.amadeus.model.train.TrainingStart;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.update.TrainingGraph;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.ListenerResponse;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.listeners.records.LossCurve;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A listener of SameDiff's that stops a training: as soon as an epoch's mean loss is hardly below that of the epoch
 * before. The session is saved as at any other end, and the same program again goes on.
 */
public final class StopWhenNothingIsLearned extends BaseListener {
    private final double least;
    private double before = Double.POSITIVE_INFINITY;

    /** @param least how much an epoch has to lower the loss by, nats per event */
    StopWhenNothingIsLearned(double least) {
        this.least = least;
    }

    @Override
    public boolean isActive(Operation operation) {
        return operation == Operation.TRAINING;
    }

    @Override
    public ListenerResponse epochEnd(SameDiff graph, At at, LossCurve losses, long epochMillis) {
        double now = losses.lastMeanLoss(TrainingGraph.LOSS);
        System.out.printf("epoch %d: %.3f nats per event%n", at.epoch(), now);
        boolean learned = before - now > least;
        before = now;
        return learned ? ListenerResponse.CONTINUE : ListenerResponse.STOP;
    }

    /** Arguments: a folder of MIDI files, a folder for the dataset and the session. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.out.println(run(Path.of(args[0]), Path.of(args[1]), 0.02) + " iterations");
    }

    /** Returns the iterations made. */
    static long run(Path midi, Path work, double least) throws IOException, InterruptedException {
        Path store = work.resolve("dataset");
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1).run(midi, store, false, Progress.NONE);
        PerformanceDataset dataset = PerformanceDataset.open(store);
        TrainingSettings settings = TrainingSettings.DEFAULTS
                .withBatch(8)
                .withWindow(50)
                .withStride(25)
                .withLearningRate(0.01);
        Checkpoints files = new Checkpoints(work.resolve("small.amadeus"));
        Session start = TrainingStart.of(
                        files.last(),
                        dataset,
                        settings,
                        ModelSizes.parse("hidden_dim=16,gru_layers=1"),
                        OptionalLong.of(1),
                        false)
                .session();
        try (Trainer trainer = Trainer.of(start, settings.windows(dataset, start.config()), files)
                .settings(settings)
                .listeners(new StopWhenNothingIsLearned(least))
                .build()) {
            trainer.run(TrainerListener.NONE);
            return trainer.progress().iterations();
        }
    }
}
