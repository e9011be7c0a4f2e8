package org.amadeus.live.page;

import java.util.Optional;
import java.util.OptionalLong;
import org.amadeus.live.Ending;
import org.amadeus.live.Rule;
import org.amadeus.live.beat.TempoEstimate;
import org.amadeus.live.rewrite.Rewritten;

/** What an engine says to its page. */
public sealed interface EngineMessage {
    /**
     * The phrase of that turn is over.
     *
     * @param seconds  how long it is, of music
     * @param waited   from its last move of a key until now, seconds of the clock
     * @param answered whether its answer begins now
     * @param tempo    what it was played in, by the clock, where that is known
     */
    record Phrase(
            long id,
            int notes,
            double seconds,
            double waited,
            Rule rule,
            boolean answered,
            Optional<TempoEstimate> tempo)
            implements EngineMessage {}

    /**
     * The answer's first note is about to sound.
     *
     * @param seed that it is drawn by
     * @param at   when it sounds, seconds on the page's clock
     */
    record Begin(long id, long seed, double at) implements EngineMessage {}

    /**
     * A key goes down.
     *
     * @param at seconds of music after the answer's first note
     */
    record On(long id, double at, int pitch, int velocity) implements EngineMessage {}

    /** It goes up; each {@link On} gets its Off before the end. */
    record Off(long id, double at, int pitch) implements EngineMessage {}

    /**
     * The answer's sustain pedal goes down or up: each of its notes ends when its Off says, pedal or not, but all strings
     * are free to sound with it.
     */
    record Pedal(long id, double at, boolean down) implements EngineMessage {}

    /** The answer is over. */
    record End(long id, double seconds, Ending why) implements EngineMessage {}

    /**
     * A stretch was written anew.
     *
     * @param seed that its takes are drawn by
     */
    record Rewrote(long id, long seed, Rewritten rewritten) implements EngineMessage {}

    /** A message is not taken, or what it asked for ended by a fault: no more comes of it. */
    record Refused(OptionalLong id, String reason) implements EngineMessage {}
}
