package org.amadeus.live;

/**
 * A phrase that is over.
 *
 * @param notes    how many it has
 * @param seconds  from the first strike to the last move of a key
 * @param rule     what decided that it is over
 * @param answered whether an answer begins now
 */
public record PhraseEnd(int notes, double seconds, Rule rule, boolean answered) {}
