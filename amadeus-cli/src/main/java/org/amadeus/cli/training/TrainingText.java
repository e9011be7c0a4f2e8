package org.amadeus.cli.training;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amadeus.charts.training.TrainingBoards;
import org.amadeus.cli.output.CalledAs;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.cli.output.ShellWords;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingStart;

/**
 * What is said before and after a training.
 *
 * @param file   the session
 * @param folder the dataset
 * @param valid  what is validated on: part of that dataset, or all of another one
 * @param small  the quantized session that is made, where one is
 */
record TrainingText(Path file, Path folder, Optional<PerformanceDataset> valid, Optional<Path> small, PrintWriter out) {
    /**
     * @param learned the pieces learned from
     * @param windows how many windows they have
     */
    void greet(TrainingStart start, PerformanceDataset learned, long windows, TrainingBoards boards) {
        TrainingProgress progress = start.session().progress();
        String what = start.fresh() ? "a new model" : "goes on after iteration " + progress.iterations();
        out.println(Printable.escape(file) + ": " + what + ", seed " + progress.seed());
        Path parent = file.toAbsolutePath().getParent();
        if (!Files.exists(parent)) {
            out.println(Printable.escape(parent) + ": a new folder");
        }
        out.printf(
                Locale.ROOT,
                "%s: %s, %s, %s; %s%n",
                Printable.escape(folder),
                Counted.of(learned.pieces().size(), "piece"),
                Counted.of(learned.eventCount(), "event"),
                Counted.of(windows, "window"),
                valid.map(pieces ->
                                "validation on " + Counted.of(pieces.pieces().size(), "piece"))
                        .orElse("no pieces held out, no validation (preprocess --valid-ratio, or --valid)"));
        boards.address().ifPresent(address -> out.println("Charts: " + address));
        boards.eventFile().ifPresent(events -> out.println("TensorBoard: " + Printable.escape(events)));
        out.flush();
    }

    /** Where what earlier runs left is not, or not as a reader may think, what this one goes on from. */
    void sayWhatGoesOn(Trainer trainer, TrainingLimits given) {
        trainer.bestForgotten().ifPresent(out::println);
        if (!trainer.limits().time().equals(given.time())) {
            out.printf(
                    Locale.ROOT,
                    "The learning rate goes on along the schedule of --minutes: %s of %s are left%n",
                    ProgressBar.duration(trainer.limits().time().get().toMillis() / 1e3),
                    ProgressBar.duration(given.time().get().toMillis() / 1e3));
        }
        out.flush();
    }

    /**
     * @param before iterations made in earlier runs
     * @param best   where the best session goes
     * @param words  the command line
     */
    void farewell(
            Trainer.End end,
            TrainingLimits limits,
            long before,
            TrainingProgress progress,
            Path best,
            List<String> words) {
        out.printf(
                Locale.ROOT,
                "%s after %s (%,d in all), training loss %.4f%n",
                switch (end) {
                    case STOPPED -> "Stopped";
                    case ITERATIONS, TIME -> "Done";
                    case PATIENCE -> "No better any more";
                },
                Counted.of(progress.iterations() - before, "iteration"),
                progress.iterations(),
                progress.trainLoss().orElse(Double.NaN));
        out.println(Printable.escape(file) + ": the session; " + howToGoOn(limits, progress, words));
        boolean judged = valid.isPresent() && progress.bestNll().isPresent() && Files.exists(best);
        if (judged) {
            double nll = progress.bestNll().getAsDouble();
            out.printf(Locale.ROOT, "%s: the best, validation NLL %.4f%n", Printable.escape(best), nll);
        }
        small.ifPresent(
                path -> out.println(Printable.escape(path) + ": in few bits, of the " + (judged ? "best" : "last")));
        String model = " -s " + ShellWords.quoted(small.orElse(judged ? best : file));
        out.println("Next: " + CalledAs.name() + " generate" + model
                + valid.map(pieces -> ", " + CalledAs.name() + " evaluate" + model + on(pieces))
                        .orElse(""));
        out.flush();
    }

    /** The same command, but for a limit that is reached. */
    private static String howToGoOn(TrainingLimits limits, TrainingProgress progress, List<String> words) {
        boolean reached = limits.iterations().isPresent() && limits.iterations().getAsLong() <= progress.iterations();
        return reached
                ? "the same command with more --iterations goes on from here"
                : "the same command goes on from here: " + CalledAs.name() + " " + ShellWords.join(words);
    }

    /** Names the music that was not learned from. */
    private String on(PerformanceDataset pieces) {
        boolean another = !pieces.folder().equals(folder);
        return " -d " + ShellWords.quoted(pieces.folder()) + (another ? " --split all" : "");
    }
}
