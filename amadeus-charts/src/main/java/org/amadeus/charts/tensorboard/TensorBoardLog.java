package org.amadeus.charts.tensorboard;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.framework.Summary;

/**
 * Writes a training run into a folder of its own as TensorBoard's event files: after each update {@code train/loss},
 * {@code train/gradient_norm}, {@code train/learning_rate}, {@code train/events_per_second}; after a validation
 * {@code validation/nll}; now and then the distribution of each parameter, {@code weights/<name>}.
 *
 * <p>A file that cannot be begun is an error; one that fails later (a full disk) is given up with one logged line,
 * for the training is worth more than its log.
 */
public final class TensorBoardLog implements TrainerListener, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(TensorBoardLog.class);

    private static final Pattern NAME = Pattern.compile("events\\.out\\.tfevents\\.([0-9]{1,12})\\..*");

    private final Path file;
    private final EventFile events;
    private final HistogramBuckets buckets = new HistogramBuckets();
    private final Pace weights = new Pace(Duration.ofSeconds(15), 50);
    private final Pace flushes = new Pace(Duration.ofSeconds(2), 50);
    private boolean failed;

    /**
     * @param run the run's folder, made where it is missing; TensorBoard shows its name
     * @throws AmadeusException if no file can be written there
     */
    public TensorBoardLog(Path run) {
        double seconds = now();
        try {
            AtomicFile.makeFolder(run);
            file = run.resolve(nameAfterAll(run, (long) seconds));
        } catch (IOException e) {
            throw new AmadeusException(
                    run + ": cannot be written (" + e + "). Choose another folder with --log-dir.", e);
        }
        try {
            events = new EventFile(file, seconds);
        } catch (IOException e) {
            throw new AmadeusException(
                    file + ": cannot be written (" + e + "). Choose another folder with --log-dir.", e);
        }
    }

    /**
     * TensorBoard reads the files of a folder in the order of their names. A run that goes on writes its own there: the
     * name must come last, also where two begin in one second, or the clock was set back.
     */
    private static String nameAfterAll(Path run, long seconds) throws IOException {
        long latest = seconds - 1;
        try (Stream<Path> files = Files.list(run)) {
            for (Path other : (Iterable<Path>) files::iterator) {
                Matcher found = NAME.matcher(other.getFileName().toString());
                if (found.matches()) {
                    latest = Math.max(latest, Long.parseLong(found.group(1)));
                }
            }
        }
        return String.format(
                Locale.ROOT,
                "events.out.tfevents.%010d.%d.amadeus",
                latest + 1,
                ProcessHandle.current().pid());
    }

    /** The event file. */
    public Path file() {
        return file;
    }

    @Override
    public void started(ModelConfig config, long iteration) {
        attempt(() -> {
            events.writeStart(now(), iteration + 1);
            events.flush();
        });
    }

    @Override
    public void iterationDone(TrainingIteration iteration) {
        Summary.Builder summary = Summary.newBuilder();
        number(summary, "train/loss", iteration.loss());
        number(summary, "train/gradient_norm", iteration.gradientNorm());
        number(summary, "train/learning_rate", iteration.learningRate());
        number(summary, "train/events_per_second", iteration.eventsPerSecond());
        boolean withWeights = weights.isDue();
        if (withWeights) {
            for (String name : iteration.parameterNames()) {
                summary.addValue(Summary.Value.newBuilder()
                        .setTag("weights/" + name)
                        .setHisto(buckets.of(iteration.parameter(name))));
            }
        }
        write(iteration.iteration(), summary);
        if (withWeights) {
            weights.done();
        }
        if (flushes.isDue()) {
            attempt(events::flush);
            flushes.done();
        }
    }

    @Override
    public void validated(long iteration, double nll, boolean best) {
        Summary.Builder summary = Summary.newBuilder();
        number(summary, "validation/nll", nll);
        write(iteration, summary);
        attempt(events::flush);
    }

    @Override
    public void finished(long iteration) {
        attempt(events::flush);
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void write(long iteration, Summary.Builder summary) {
        attempt(() -> events.write(now(), iteration, summary.build()));
    }

    private void attempt(Writing writing) {
        if (failed) {
            return;
        }
        try {
            writing.run();
        } catch (IOException e) {
            giveUp(e);
        }
    }

    private void giveUp(IOException e) {
        if (!failed) {
            failed = true;
            LOG.warn("{}: no more is written ({}); the training goes on", file, e.toString());
        }
    }

    private static void number(Summary.Builder summary, String tag, double value) {
        summary.addValue(Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value));
    }

    private static double now() {
        return System.currentTimeMillis() / 1e3;
    }

    @FunctionalInterface
    private interface Writing {
        void run() throws IOException;
    }
}
