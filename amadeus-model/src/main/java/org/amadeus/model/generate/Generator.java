package org.amadeus.model.generate;

import java.util.Arrays;
import java.util.List;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.GenerationOptions;
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

    /** Generates the pieces. {@code progress} counts the events, or seconds, of the one that is behind. */
    public List<EventSequence> generate(Progress progress) {
        for (int voice = 0; voice < performer.voices(); voice++) {
            performer.start(voice, Pieces.init(model.config(), options, voice), options.seed());
            performer.sampling(voice, options.sampling());
        }
        Pieces.prime(performer, model.config(), options);
        GeneratedPiece[] pieces = new GeneratedPiece[performer.voices()];
        Arrays.setAll(pieces, voice -> new GeneratedPiece(options.length()));
        for (int event = 0; !allDone(pieces); event++) {
            for (int voice = 0; voice < pieces.length; voice++) {
                if (!pieces[voice].done()) {
                    performer.control(voice, options.controls(), event);
                    performer.play(voice);
                }
            }
            performer.step();
            for (int voice = 0; voice < pieces.length; voice++) {
                if (!pieces[voice].done()) {
                    pieces[voice].add(performer.event(voice));
                }
            }
            report(pieces, progress);
        }
        return Arrays.stream(pieces)
                .map(piece -> Pieces.whole(options, piece.toArray()))
                .toList();
    }

    private static boolean allDone(GeneratedPiece[] pieces) {
        for (GeneratedPiece piece : pieces) {
            if (!piece.done()) {
                return false;
            }
        }
        return true;
    }

    private void report(GeneratedPiece[] pieces, Progress progress) {
        int least = pieces[0].progress();
        for (GeneratedPiece piece : pieces) {
            least = Math.min(least, piece.progress());
        }
        progress.update(least, pieces[0].total(), "");
    }
}
