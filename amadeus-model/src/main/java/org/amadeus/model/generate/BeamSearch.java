package org.amadeus.model.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.run.StepModel;

/**
 * Generates pieces by keeping the best {@code beams} beginnings of each, in as many slots of the model. Plain: those of
 * the highest summed log-probability. Stochastic: Gumbel noise makes it a sample of sequences without replacement (Kool,
 * van Hoof, Welling: "Stochastic Beams and Where to Find Them", 2019, algorithm 1). Temperature, guards, controls and
 * primer hold as in {@link Generator}; the rest of the sampling has no part here. Between events it allocates nothing.
 */
public final class BeamSearch {
    private final StepModel model;
    private final GenerationOptions options;
    private final int beams;
    private final List<BeamSet> pieces = new ArrayList<>();
    private final int[] inputs;
    private final float[] conditions;
    private final float[] logits;

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
        this.inputs = new int[model.batch()];
        this.conditions = new float[model.batch() * model.config().conditionDim()];
        this.logits = new float[model.batch() * model.config().eventDim()];
        for (int piece = 0; piece < model.batch() / beams; piece++) {
            pieces.add(new BeamSet(model, options, piece * beams, beams, stochastic, piece));
        }
    }

    /** Generates the pieces. {@code progress} counts the events of one piece. */
    public List<EventSequence> generate(Progress progress) {
        start();
        prime();
        for (int event = 0; event < options.length().events(); event++) {
            step(options.controls(), event);
            for (int piece = 0; piece < pieces.size(); piece++) {
                pieces.get(piece).extend(event, logits, inputs);
            }
            progress.update(event + 1, options.length().events(), "");
        }
        return pieces.stream().map(BeamSet::best).toList();
    }

    private void start() {
        for (int slot = 0; slot < inputs.length; slot++) {
            model.start(slot, Pieces.init(model.config(), options, slot / beams));
        }
        Arrays.fill(inputs, model.config().primaryEvent());
    }

    private void prime() {
        boolean reference = options.primer().mode() == Primer.Mode.REFERENCE;
        for (int event : options.primer().events().toArray()) {
            if (reference) {
                Arrays.fill(inputs, event);
                step(Controls.NONE, 0);
            } else {
                step(options.controls(), 0);
                Arrays.fill(inputs, event);
            }
        }
        if (reference) {
            Arrays.fill(inputs, model.config().primaryEvent());
        }
    }

    private void step(Controls controls, int event) {
        int width = model.config().conditionDim();
        for (int slot = 0; slot < inputs.length; slot++) {
            controls.fill(event, conditions, slot * width, width);
        }
        model.step(inputs, conditions, logits);
    }
}
