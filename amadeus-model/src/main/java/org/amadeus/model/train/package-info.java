/**
 * Training a Performance RNN: the loop over batches, its settings, limits and schedule.
 *
 * <p>T steps of a window, B windows of a batch; everything a batch holds is time-major, [T, B, ..].
 */
package org.amadeus.model.train;
