package org.amadeus.quant.fidelity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.data.Progress;
import org.amadeus.model.evaluate.WindowModel;
import org.amadeus.model.session.Session;

/** Compares models with one on the same held-out windows, teacher forced. What that one predicts is kept. */
public final class Comparer {
    /** So many batches of either kind of music at most; 6 MB each. */
    private static final int MOST_KEPT = 8;

    private final Session before;
    private final HeldOut music;
    private final int threads;
    private final Map<Boolean, List<float[]>> kept = new HashMap<>();

    /**
     * @param before  the float session
     * @param music   the windows
     * @param threads for a model that goes step by step, 1 or 2
     */
    public Comparer(Session before, HeldOut music, int threads) {
        this.before = before;
        this.music = music;
        this.threads = threads;
    }

    /**
     * Compares.
     *
     * @param after    the quantized session
     * @param controls whether the music's own controls are given
     */
    public Fidelity compare(Session after, boolean controls, Progress progress) {
        before.config().requirePiano("the model");
        int size = music.length() * HeldOut.BATCH * before.config().eventDim();
        float[] found = new float[size];
        FidelityTally tally = new FidelityTally(controls);
        List<float[]> known = kept.computeIfAbsent(controls, kind -> new ArrayList<>());
        try (WindowModel reference = known.size() == music.batches() ? null : model(before);
                WindowModel quantized = model(after)) {
            int[] done = {0};
            music.forEach(controls, batch -> {
                float[] expected = done[0] < known.size() ? known.get(done[0]) : new float[size];
                if (done[0] >= known.size()) {
                    reference.predict(batch.events(), batch.conditions(), expected);
                }
                if (done[0] == known.size() && known.size() < MOST_KEPT) {
                    known.add(expected);
                }
                quantized.predict(batch.events(), batch.conditions(), found);
                tally.add(batch, expected, found);
                progress.update(++done[0], music.batches(), controls ? "controls given" : "no controls");
            });
        }
        return tally.result();
    }

    private WindowModel model(Session session) {
        return WindowModel.of(session, music.length(), HeldOut.BATCH, threads);
    }
}
