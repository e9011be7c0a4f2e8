package org.amadeus.cli.training;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;

/** A training on the terminal: a bar that moves, or a line every half a minute where there is no terminal. */
final class TrainingDisplay implements TrainerListener, AutoCloseable {
    private static final long LINE_EVERY = Duration.ofSeconds(30).toNanos();
    /** Weight of the newest number in the smoothed one that is shown. */
    private static final double NEWEST = 0.05;

    private final TrainingLimits limits;
    private final PrintWriter out;
    private final ProgressBar bar = ProgressBar.on("training");
    private final long began = System.nanoTime();
    private long printed = began;
    private long first;
    private double loss = Double.NaN;
    private double speed = Double.NaN;
    private String validation = "";

    TrainingDisplay(TrainingLimits limits, PrintWriter out) {
        this.limits = limits;
        this.out = out;
    }

    @Override
    public void started(ModelConfig config, long iteration) {
        first = iteration;
    }

    @Override
    public void iterationDone(TrainingIteration iteration) {
        loss = smoothed(loss, iteration.loss());
        speed = smoothed(speed, iteration.eventsPerSecond());
        long number = iteration.iteration();
        String note = String.format(Locale.ROOT, "loss %.4f%s, %,.0f events/s", loss, validation, speed);
        Duration passed = Duration.ofNanos(System.nanoTime() - began);
        boolean byTime = limits.time().isPresent();
        if (byTime) {
            bar.update(passed.toSeconds(), limits.time().get().toSeconds(), "s, iteration " + number + ", " + note);
        } else if (limits.iterations().isPresent()) {
            bar.update(number - first, limits.iterations().getAsLong() - first, note);
        } else {
            bar.update(number, 0, note);
        }
        if (!bar.isVisible() && System.nanoTime() - printed >= LINE_EVERY) {
            printed = System.nanoTime();
            line(String.format(Locale.ROOT, "iteration %d: %s, %s", number, note, left(number, passed)));
        }
    }

    private static double smoothed(double before, double now) {
        return Double.isNaN(before) ? now : before + NEWEST * (now - before);
    }

    private String left(long number, Duration passed) {
        double seconds = Double.POSITIVE_INFINITY;
        if (limits.time().isPresent()) {
            seconds = limits.time().get().minus(passed).toSeconds();
        }
        if (limits.iterations().isPresent()) {
            double each = passed.toMillis() / 1e3 / (number - first);
            seconds = Math.min(seconds, each * (limits.iterations().getAsLong() - number));
        }
        return Double.isInfinite(seconds)
                ? ProgressBar.duration(passed.toSeconds()) + " so far"
                : ProgressBar.duration(Math.max(0, seconds)) + " left";
    }

    @Override
    public void validated(long iteration, double nll, boolean best) {
        validation = String.format(Locale.ROOT, ", validation %.4f", nll);
        if (!bar.isVisible()) {
            line(String.format(
                    Locale.ROOT,
                    "iteration %d: validation NLL %.4f%s",
                    iteration,
                    nll,
                    best ? ", the best so far" : ""));
        }
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }

    @Override
    public void close() {
        bar.close();
    }
}
