package org.amadeus.model.evaluate;

import java.io.Serializable;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.window.WindowIterator;

/**
 * Measures how well a model predicts a dataset, teacher forced, window by window.
 *
 * @param window   events of a window, 1 or more
 * @param stride   events from one window's start to the next one's, 1 or more; below {@code window} events count twice
 * @param controls whether the music's own controls are given
 * @param threads  for models that go step by step, 1 or 2
 */
public record Evaluator(int window, int stride, boolean controls, int threads) implements Serializable {
    /** The longest window: what a batch of them takes stays within some hundred megabytes. */
    public static final int LONGEST_WINDOW = 10_000;
    /** Windows at once: enough for full speed, few enough for a large model to fit; fewer where they are longer. */
    private static final int MOST_WINDOWS = 32;

    private static final int MOST_EVENTS = MOST_WINDOWS * 200;

    /** Windows of 200 events that do not overlap. */
    public Evaluator(boolean controls) {
        this(200, 200, controls, 1);
    }

    /**
     * Evaluates a session's model on all pieces of a dataset.
     *
     * @throws AmadeusException where the model and the dataset are of different kinds
     */
    public EvaluationResult evaluate(Session session, PerformanceDataset dataset, Progress progress) {
        require(session.config(), dataset);
        try (WindowModel model = model(session, batchSize(session.config(), dataset))) {
            return evaluate(model, dataset, progress);
        }
    }

    /** Likewise, of a model whose windows have {@link #window} steps. */
    public EvaluationResult evaluate(WindowModel model, PerformanceDataset dataset, Progress progress) {
        require(model.config(), dataset);
        long windows = windows(dataset, model.config(), model.windows()).windows();
        long began = System.nanoTime();
        AtomicLong batches = new AtomicLong();
        Tally tally = tally(model, dataset, 0, batches(model.config(), dataset, model.windows()), () -> {
            long done = Math.min(windows, batches.incrementAndGet() * model.windows());
            double seconds = (System.nanoTime() - began) / 1e9;
            progress.update(done, windows, String.format(Locale.ROOT, "%,.0f events/s", done * window / seconds));
        });
        return tally.evaluation();
    }

    /** How many windows {@link #evaluate} takes at once. */
    public int batchSize(ModelConfig config, PerformanceDataset dataset) {
        long windows = windows(dataset, config, 1).windows();
        return (int) Math.max(1, Math.min(windows, Math.min(MOST_WINDOWS, MOST_EVENTS / window)));
    }

    /** How many batches of that size it takes. */
    public long batches(ModelConfig config, PerformanceDataset dataset, int batchSize) {
        return (windows(dataset, config, batchSize).windows() - 1) / batchSize + 1;
    }

    /** A session's model for batches of that size. */
    public WindowModel model(Session session, int batchSize) {
        return WindowModel.of(session, window, batchSize, threads);
    }

    /**
     * Counts some of the batches that {@link #evaluate} takes.
     *
     * @param from the number of the first
     * @param to   that after the last
     * @param each told after each
     */
    public Tally tally(WindowModel model, PerformanceDataset dataset, long from, long to, Runnable each) {
        WindowIterator windows = windows(dataset, model.config(), model.windows());
        windows.seek(0, from);
        return Tally.of(model, windows, to - from, each);
    }

    private WindowIterator windows(PerformanceDataset dataset, ModelConfig config, int batch) {
        return WindowIterator.over(dataset, config)
                .length(window)
                .stride(stride)
                .batch(batch)
                .controlRatio(controls ? 1 : 0)
                .inOrder()
                .build();
    }

    /** @throws AmadeusException where the model and the dataset are of different kinds */
    public static void require(ModelConfig config, PerformanceDataset dataset) {
        config.requirePiano("the model");
        if (config.profile() != dataset.profile()) {
            throw new AmadeusException(dataset.folder() + ": its events are of the "
                    + dataset.profile().id() + " profile, the model predicts the "
                    + config.profile().id() + " profile. \"amadeus preprocess MIDI_DIR OUT_DIR --profile "
                    + config.profile().id()
                    + "\" makes a dataset for it. A session that lost its profile on the way through Python gets it back by"
                    + " amadeus convert --profile");
        }
    }
}
