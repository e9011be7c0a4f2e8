package org.amadeus.model.generate;

import java.util.Arrays;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.network.ModelConfig;

/** How pieces begin and end. */
final class Pieces {
    private Pieces() {}

    /** Keeps the numbers of the init vectors apart from those that events are drawn with. */
    private static final long INIT_STREAM = 0x5DEECE66DL;
    /** How long what still sounds goes on at the end, seconds: nobody lets all keys go with the last one struck. */
    private static final double RING = 1;

    /** The init vector of one piece [I]: zeros, or standard normal numbers from a stream of its own. */
    static float[] init(ModelConfig config, GenerationOptions options, int piece) {
        float[] init = new float[config.initDim()];
        if (!options.zeroInit()) {
            VoiceRandom random = new VoiceRandom();
            random.seed(options.seed() ^ INIT_STREAM, piece);
            for (int i = 0; i < init.length; i++) {
                init[i] = (float) random.nextGaussian();
            }
        }
        return init;
    }

    /** Leads all voices of a performer, which are started, through the primer. */
    static void prime(Performer performer, ModelConfig config, GenerationOptions options) {
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
            force(performer, primer[i]);
        }
        if (reference) {
            force(performer, config.primaryEvent());
            for (int voice = 0; voice < performer.voices(); voice++) {
                performer.forgetNotes(voice);
            }
        }
    }

    private static void force(Performer performer, int event) {
        for (int voice = 0; voice < performer.voices(); voice++) {
            performer.force(voice, event);
        }
        performer.step();
    }

    /**
     * A whole piece of what was generated: the primer where the piece contains it, the events, and with guards a moment in
     * which what still sounds goes on, then its note offs.
     */
    static EventSequence whole(GenerationOptions options, int[] events) {
        EventSequence generated = EventSequence.of(events);
        EventSequence piece = options.primer().mode() == Primer.Mode.NATURAL
                ? options.primer().events().concat(generated)
                : generated;
        if (!options.guards().on()) {
            return piece;
        }
        SoundingNotes notes = new SoundingNotes(options.guards());
        for (int event : piece.toArray()) {
            notes.add(event);
        }
        int[] closing = new int[1 + EventVocabulary.PITCHES];
        int count = notes.ending(closing, RING);
        return piece.concat(EventSequence.of(Arrays.copyOf(closing, count)));
    }
}
