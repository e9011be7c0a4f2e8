package org.amadeus.model.evaluate;

import java.util.Locale;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.model.window.WindowIterator;

/**
 * Measures how well a model predicts a dataset, teacher forced, window by window.
 *
 * @param window   events of a window, 1 or more
 * @param stride   events from one window's start to the next one's, 1 or more; below {@code window} events count twice
 * @param controls whether the music's own controls are given
 * @param threads  for models that go step by step, 1 or 2
 */
public record Evaluator(int window, int stride, boolean controls, int threads) {
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
        long windows = windows(dataset, session.config(), 1).windows();
        int batch = (int) Math.max(1, Math.min(windows, Math.min(MOST_WINDOWS, MOST_EVENTS / window)));
        try (WindowModel model = WindowModels.of(session, window, batch, InitialState.ALONE, threads)) {
            return evaluate(model, dataset, progress);
        }
    }

    /** Likewise, of a model whose windows have {@link #window} steps. */
    public EvaluationResult evaluate(WindowModel model, PerformanceDataset dataset, Progress progress) {
        require(model.config(), dataset);
        WindowIterator windows = windows(dataset, model.config(), model.windows());
        float[] logits = new float[window * model.windows() * model.config().eventDim()];
        Tally tally = new Tally();
        long began = System.nanoTime();
        for (long number = 0; windows.hasNext(); number++) {
            WindowArrays batch = WindowArrays.of(windows.next());
            model.predict(batch.events(), batch.conditions(), logits);
            tally.add(batch, logits);
            long done = Math.min(windows.windows(), (number + 1) * model.windows());
            double seconds = (System.nanoTime() - began) / 1e9;
            progress.update(
                    done, windows.windows(), String.format(Locale.ROOT, "%,.0f events/s", done * window / seconds));
        }
        return tally.evaluation();
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

    private static void require(ModelConfig config, PerformanceDataset dataset) {
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
