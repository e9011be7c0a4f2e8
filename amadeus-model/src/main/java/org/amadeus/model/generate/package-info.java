/**
 * From a step model to music: how the next event is chosen, what keeps the result playable, voices that listen and
 * play, whole pieces, beam search. B batch, E events, C controls; events are ints 0 .. 239.
 */
package org.amadeus.model.generate;
