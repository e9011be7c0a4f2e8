package org.amadeus.live.rewrite;

import java.util.List;
import org.amadeus.data.notes.NoteSequence;

/**
 * A stretch that was written anew.
 *
 * @param notes       of the take that was chosen, times from the stretch's start; none ends after the stretch
 * @param take        which of them it is, from 0
 * @param likelihoods of what follows, after each of them: the mean of the natural logarithms of its events' probabilities;
 *                    empty where nothing follows
 */
public record Rewritten(NoteSequence notes, int take, List<Double> likelihoods) {}
