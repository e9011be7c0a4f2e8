package org.amadeus.examples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Split;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.dataset.window.Augmentation;
import org.amadeus.model.evaluate.EvaluationResult;
import org.amadeus.model.evaluate.Evaluator;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.ModelSizes;
import org.amadeus.model.train.Schedule;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingSettings;
import org.amadeus.model.train.TrainingStart;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.checkpoint.HeldOutWindows;
import org.amadeus.model.train.listener.TrainerListener;

/** Trains a small model on a folder of MIDI files, then measures how well it predicts the pieces held out. */
public final class TrainAndEvaluate {
    private TrainAndEvaluate() {}

    /** Arguments: a folder of MIDI files, a folder for the dataset and the session. */
    public static void main(String[] args) throws IOException, InterruptedException {
        EvaluationResult evaluation = run(Path.of(args[0]), Path.of(args[1]), 200);
        System.out.printf(
                "%.3f nats per event, perplexity %.1f, over %d pieces%n",
                evaluation.score().nll(), evaluation.score().perplexity(), evaluation.pieces());
    }

    static EvaluationResult run(Path midi, Path work, long iterations) throws IOException, InterruptedException {
        Path store = work.resolve("dataset");
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0.2), 1)
                .run(midi, store, false, Progress.NONE);
        PerformanceDataset dataset = PerformanceDataset.open(store);
        PerformanceDataset learned = dataset.part(Split.TRAIN);

        TrainingSettings settings = TrainingSettings.DEFAULTS
                .withBatch(8)
                .withWindow(50)
                .withLearningRate(0.003)
                .withSchedule(Schedule.COSINE)
                .withControlRatio(0.5)
                .withAugmentation(Augmentation.ALL_KEYS);
        Checkpoints files = new Checkpoints(work.resolve("small.amadeus"));
        Session start = TrainingStart.of(
                        files.last(),
                        learned,
                        settings,
                        ModelSizes.parse("hidden_dim=32,gru_layers=2"),
                        OptionalLong.of(1),
                        false)
                .session();
        try (Trainer trainer = Trainer.of(start, settings.windows(learned, start.config()), files)
                .settings(settings)
                .limits(TrainingLimits.NONE.untilIteration(iterations))
                .validation(new HeldOutWindows(dataset.heldOut(), settings.longestWindow(), 0.5))
                .build()) {
            trainer.run(TrainerListener.NONE);
        }

        Session best = SessionFiles.load(files.best());
        return new Evaluator(settings.longestWindow(), settings.longestWindow(), false, 1)
                .evaluate(best, dataset.heldOut(), Progress.NONE);
    }
}
