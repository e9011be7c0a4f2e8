package org.amadeus.model.evaluate;

import java.util.Locale;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.data.controls.Control;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.ModelConfig;
import org.amadeus.model.session.Session;

/**
 * Measures how well a model foretells a dataset, teacher forced, window by window.
 *
 * @param window   events of a window, 1 or more
 * @param stride   events from one window's start to the next one's, 1 or more; below {@code window} events count twice
 * @param controls whether the music's own controls are given
 * @param threads  for models that go step by step, 1 or 2
 */
public record Evaluator(int window, int stride, boolean controls, int threads) {
    /** Windows at once: enough for full speed, few enough for a large model to fit. */
    public static final int BATCH = 32;

    /** Windows of 200 events that do not overlap. */
    public Evaluator(boolean controls) {
        this(200, 200, controls, 1);
    }

    /** Evaluates a session's model on all pieces of a dataset. */
    public Evaluation evaluate(Session session, PerformanceDataset dataset, Progress progress) {
        try (WindowModel model = WindowModels.of(session, window, BATCH, InitialState.ALONE, threads)) {
            return evaluate(model, dataset, progress);
        }
    }

    /** Evaluates a model whose windows have {@link #window} steps. */
    public Evaluation evaluate(WindowModel model, PerformanceDataset dataset, Progress progress) {
        requirePiano(model.config());
        EvaluationWindows windows = new EvaluationWindows(dataset, window, stride, model.windows(), controls);
        float[] logits = new float[window * model.windows() * model.config().eventDim()];
        Tally tally = new Tally();
        long began = System.nanoTime();
        for (long number = 0; number < windows.batches(); number++) {
            EvaluationBatch batch = windows.batch(number);
            model.foretell(batch.events(), batch.conditions(), logits);
            tally.add(batch, logits);
            long done = Math.min(windows.size(), (number + 1) * model.windows());
            double seconds = (System.nanoTime() - began) / 1e9;
            progress.update(
                    done, windows.size(), String.format(Locale.ROOT, "%,.0f events/s", done * window / seconds));
        }
        return tally.evaluation();
    }

    private static void requirePiano(ModelConfig config) {
        if (config.eventDim() != EventVocabulary.SIZE || config.controlDim() != Control.SIZE) {
            throw new AmadeusException("the model has " + config.eventDim() + " events and " + config.controlDim()
                    + " controls, a dataset has " + EventVocabulary.SIZE + " and " + Control.SIZE);
        }
    }
}
