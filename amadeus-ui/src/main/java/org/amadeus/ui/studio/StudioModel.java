package org.amadeus.ui.studio;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionSummary;

/**
 * The model that plays in a studio.
 *
 * @param card    what to tell of it, in the order to show it; "name" and "precision" among it
 * @param batches the model at a batch size
 */
public record StudioModel(Map<String, String> card, IntFunction<StepModel> batches) {
    public StudioModel {
        card = Collections.unmodifiableMap(new LinkedHashMap<>(card));
    }

    /**
     * A session's model.
     *
     * @param name    what to call it: a file's name
     * @param threads how many threads a step may use, 1 or 2
     * @throws AmadeusException where the model does not play the piano's events
     */
    public static StudioModel of(String name, Session session, int threads) {
        ModelConfig config = session.config();
        config.requirePiano(name);
        Map<String, String> card = new LinkedHashMap<>();
        card.put("name", name);
        card.put("precision", session.precision());
        card.putAll(SessionSummary.of(session));
        return new StudioModel(card, batch -> StepPlan.compile(config, session.stepGraph(), batch, threads));
    }
}
