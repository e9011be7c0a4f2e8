package org.amadeus.model.generate;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.run.StepModel;

/** Generates whole pieces, one in each slot of a model, event by event. Between events it allocates nothing. */
public final class Generator {
    private final StepModel model;
    private final GenerationOptions options;
    private final Performer performer;

    /** @param model its batch is how many pieces there will be; it is left open */
    public Generator(StepModel model, GenerationOptions options) {
        this.model = model;
        this.options = options;
        this.performer = new Performer(model, options.guards());
    }

    /** Generates the pieces. {@code progress} counts the events of one piece. */
    public List<EventSequence> generate(Progress progress) {
        for (int voice = 0; voice < performer.voices(); voice++) {
            performer.start(voice, InitVectors.of(model.config(), options, voice), options.seed());
            performer.sampling(voice, options.sampling());
        }
        prime();
        int[][] pieces = new int[performer.voices()][options.length()];
        for (int event = 0; event < options.length(); event++) {
            for (int voice = 0; voice < pieces.length; voice++) {
                performer.control(voice, options.controls(), event);
                performer.play(voice);
            }
            performer.step();
            for (int voice = 0; voice < pieces.length; voice++) {
                pieces[voice][event] = performer.event(voice);
            }
            progress.update(event + 1, options.length(), "");
        }
        List<EventSequence> finished = new ArrayList<>();
        for (int voice = 0; voice < pieces.length; voice++) {
            finished.add(Finish.piece(options, pieces[voice], performer.notes(voice)));
        }
        return finished;
    }

    private void prime() {
        int[] primer = options.primer().events().toArray();
        if (primer.length == 0) {
            return;
        }
        boolean reference = options.primer().mode() == Primer.Mode.REFERENCE;
        for (int voice = 0; voice < performer.voices(); voice++) {
            performer.control(voice, reference ? Controls.NONE : options.controls(), 0);
            if (reference) {
                performer.pretend(voice, primer[0]);
            }
        }
        for (int i = reference ? 1 : 0; i < primer.length; i++) {
            hear(primer[i]);
        }
        if (reference) {
            hear(model.config().primaryEvent());
            for (int voice = 0; voice < performer.voices(); voice++) {
                performer.forgetNotes(voice);
            }
        }
    }

    private void hear(int event) {
        for (int voice = 0; voice < performer.voices(); voice++) {
            performer.hear(voice, event);
        }
        performer.step();
    }
}
