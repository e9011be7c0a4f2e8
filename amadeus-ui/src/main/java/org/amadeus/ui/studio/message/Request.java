package org.amadeus.ui.studio.message;

import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.generate.Sampling;

/** What the page asks of its session. A session does one thing at a time: each request ends what the one before began. */
public sealed interface Request {
    /**
     * What the model is to have heard.
     *
     * @param notes   what has sounded so far, of both sides
     * @param until   where it goes on from, seconds, not before the last note's start
     * @param control the note density and key to play in, where they are asked for
     */
    record Heard(NoteSequence notes, double until, Optional<Control> control) {}

    /** Follow what is being played, so that an answer can begin at once. */
    record Listen(Heard heard) implements Request {}

    /**
     * Go on from what was heard.
     *
     * @param id       the page's own number for this answer; every reply to it carries it
     * @param seconds  how long the answer is to last, seconds of music
     * @param sampling how daring it is
     * @param seed     the same seed, notes and settings give the same answer
     * @param pace     how fast the page plays it: 2 is twice as fast as written
     */
    record Answer(long id, Heard heard, double seconds, Sampling sampling, long seed, double pace) implements Request {}

    /** End this answer, if it is still under way. */
    record Stop(long id) implements Request {}
}
