package org.amadeus.model.generate;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.run.StepModel;

/**
 * Generates pieces by keeping the best {@code beams} beginnings of each, in as many slots of the model. Plain: those of
 * the highest summed log-probability. Stochastic: Gumbel noise makes it a sample of sequences without replacement (Kool,
 * van Hoof, Welling: "Stochastic Beams and Where to Find Them", 2019, algorithm 1). Temperature, guards, controls and
 * primer hold as in {@link Generator}; the rest of the sampling has no part here.
 */
public final class BeamSearch {
    private final StepModel model;
    private final GenerationOptions options;
    private final int beams;
    private final Performer performer;
    private final List<BeamSet> pieces = new ArrayList<>();

    /**
     * @param model      its batch is how many pieces there will be times {@code beams}; it is left open
     * @param beams      beginnings kept of each piece, 1 or more
     * @param stochastic whether to perturb
     * @throws IllegalArgumentException where the batch is no multiple of {@code beams}, or the length is in seconds
     */
    public BeamSearch(StepModel model, GenerationOptions options, int beams, boolean stochastic) {
        if (options.length().byTime()) {
            throw new IllegalArgumentException("a beam search compares pieces of as many events, not seconds");
        }
        if (beams < 1 || model.batch() % beams != 0) {
            throw new IllegalArgumentException(
                    "beam size is " + beams + ", expected 1 or more and the batch " + model.batch() + " a multiple");
        }
        this.model = model;
        this.options = options;
        this.beams = beams;
        this.performer = new Performer(model, options.guards());
        for (int piece = 0; piece < model.batch() / beams; piece++) {
            pieces.add(new BeamSet(model, options, piece * beams, beams, stochastic, piece));
        }
    }

    /** Generates the pieces. {@code progress} counts the events of one piece. */
    public List<EventSequence> generate(Progress progress) {
        for (int slot = 0; slot < performer.voices(); slot++) {
            performer.start(slot, Pieces.init(model.config(), options, slot / beams), options.seed());
        }
        Pieces.prime(performer, model.config(), options);
        for (int event = 0; event < options.length().events(); event++) {
            for (int slot = 0; slot < performer.voices(); slot++) {
                performer.control(slot, options.controls(), event);
                performer.force(slot, 0); // whatever it is: the beams' next events take its place
            }
            performer.step();
            pieces.forEach(piece -> piece.extend(performer));
            progress.update(event + 1, options.length().events(), "");
        }
        return pieces.stream().map(BeamSet::best).toList();
    }
}
