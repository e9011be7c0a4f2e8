package org.amadeus.quant.teach;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.Generator;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Length;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;

/**
 * What a model is not to forget: music that it draws from its own distribution, some to be learned along with what is new,
 * some to judge by (generative replay: Shin et al., Continual Learning with Deep Generative Replay, 2017). Of such music
 * no model has a lower expected negative log-likelihood than the one that drew it, and what another has more is the
 * Kullback-Leibler divergence between the two.
 */
final class Rehearsal {
    private static final int PIECES = 24;
    private static final int HELD_OUT = 8;

    private Rehearsal() {}

    /** @param events of each of its 24 pieces */
    static Lesson of(Session session, int events, long seed, int threads, Progress progress) throws IOException {
        GenerationOptions options = new GenerationOptions(
                Length.events(events), Sampling.DEFAULT, Guards.OFF, Controls.NONE, Primer.NONE, true, seed);
        Map<String, EventSequence> named = new TreeMap<>();
        Set<String> heldOut = new HashSet<>();
        try (StepModel model = StepPlan.compile(session.config(), session.stepGraph(), PIECES, threads)) {
            List<EventSequence> played = new Generator(model, options).generate(progress);
            for (int i = 0; i < PIECES; i++) {
                String name = String.format(Locale.ROOT, "%s %02d", i < HELD_OUT ? "held out" : "learned", i);
                named.put(name, played.get(i));
                if (i < HELD_OUT) {
                    heldOut.add(name);
                }
            }
        }
        return Lesson.of(named, heldOut, new StoreSettings(session.config().profile(), true, 0));
    }
}
