package org.amadeus.cli.training;

import java.io.PrintWriter;
import java.util.Locale;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.data.Progress;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.listener.TrainingIteration;
import org.amadeus.quant.teach.Standing;
import org.amadeus.quant.teach.TeachingListener;

/** Teaching on the terminal: a bar that moves, or a line for each validation where there is no terminal. */
final class TeachingDisplay implements TeachingListener, AutoCloseable {
    private final TrainingLimits limits;
    private final PrintWriter out;
    private final long began = System.nanoTime();
    private ProgressBar bar = ProgressBar.on("rehearsing");
    private String standing = "";

    TeachingDisplay(TrainingLimits limits, PrintWriter out) {
        this.limits = limits;
        this.out = out;
    }

    @Override
    public Progress rehearsing() {
        return bar;
    }

    @Override
    public void iterationDone(TrainingIteration iteration) {
        long number = iteration.iteration();
        if (limits.iterations().isPresent()) {
            bar.update(number, limits.iterations().getAsLong(), standing);
        } else {
            long seconds = (System.nanoTime() - began) / 1_000_000_000;
            bar.update(
                    seconds,
                    limits.time().orElseThrow().toSeconds(),
                    "s, iteration " + number + (standing.isEmpty() ? "" : ", " + standing));
        }
    }

    @Override
    public void stands(long iteration, Standing now, boolean best) {
        if (iteration == 0) {
            bar.close();
            bar = ProgressBar.on("teaching");
        }
        standing = String.format(
                Locale.ROOT,
                "perplexity %.2f of your music, %.2f of the old",
                now.ownPerplexity(),
                now.oldPerplexity());
        if (!bar.isVisible()) {
            out.println("iteration " + iteration + ", " + standing + (best ? ", the best so far" : ""));
            out.flush();
        }
    }

    @Override
    public void close() {
        bar.close();
    }
}
