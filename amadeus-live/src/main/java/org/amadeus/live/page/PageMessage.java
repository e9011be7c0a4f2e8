package org.amadeus.live.page;

import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.rewrite.Stretch;
import org.amadeus.model.generate.option.Sampling;

/** What a page says to its engine. Times called <em>at</em> are seconds on the page's own clock. */
public sealed interface PageMessage {
    /**
     * Music that has sounded.
     *
     * @param notes of both sides, times in seconds of music
     * @param until where it goes on from, not before the last note's start
     */
    record Music(NoteSequence notes, double until) {}

    /**
     * How answers are to be.
     *
     * @param sampling how daring
     * @param seed     the same seed, music and settings give the same answer
     * @param pace     how fast the page plays: 2 is twice as fast as written
     * @param control  the note density and key to play in, where they are asked for; of what is played from the next
     *                 {@link Music} on
     */
    record Taste(Sampling sampling, long seed, double pace, Optional<Control> control) {}

    /**
     * How phrases are answered from now on. Lengths are seconds of music, the silence is seconds of the clock.
     *
     * @param beats of the page's metronome, on its own clock: answers begin on their bars
     */
    record Settings(LiveOptions options, Taste taste, Optional<BeatGrid> beats) implements PageMessage {}

    /**
     * The player begins a phrase: strokes follow. Ends an answer that is played.
     *
     * @param id    the page's number for the turn that begins; every message about it carries it
     * @param at    when the first key is struck
     * @param music what sounded before, where the engine has not heard and played it itself
     */
    record Listen(long id, double at, Optional<Music> music) implements PageMessage {}

    /** The player struck a key; velocity 1 .. 127. */
    record Strike(double at, int pitch, int velocity) implements PageMessage {}

    /** The player let go of a key. */
    record Release(double at, int pitch) implements PageMessage {}

    /** The player's pedal went down or up. */
    record Pedal(double at, boolean down) implements PageMessage {}

    /** The player asks for the answer to the phrase of that turn now. */
    record Now(long id) implements PageMessage {}

    /**
     * Go on from this music for so many seconds.
     *
     * @param id      the page's number for the answer
     * @param seconds how long it is to last, seconds of music; or, where it is to be like what was played, how long that is
     */
    record Answer(long id, Music music, double seconds, boolean like, Taste taste) implements PageMessage {}

    /** The last answer once more, differently: by the seed of now, where the page's settings have another. */
    record Again(long id) implements PageMessage {}

    /** Write this stretch anew; whatever is played ends. */
    record Rewrite(long id, Stretch stretch, Taste taste) implements PageMessage {}

    /** End this turn, if it is still under way. */
    record Stop(long id) implements PageMessage {}
}
