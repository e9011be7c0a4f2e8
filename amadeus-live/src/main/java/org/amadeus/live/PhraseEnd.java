package org.amadeus.live;

import java.util.Optional;
import org.amadeus.live.beat.TempoEstimate;

/**
 * A phrase that is over.
 *
 * @param notes    how many it has
 * @param seconds  from the first strike to the last move of a key
 * @param waited   from then until it was found to be over
 * @param rule     what decided that it is over
 * @param answered whether an answer begins now
 * @param tempo    what it was played in, where that is known
 */
public record PhraseEnd(
        int notes, double seconds, double waited, Rule rule, boolean answered, Optional<TempoEstimate> tempo) {}
