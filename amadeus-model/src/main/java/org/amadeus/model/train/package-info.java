/**
 * Training a Performance RNN: the whole-window graph, the loop over its gradients, and what watches it.
 *
 * <p>T steps of a window, B windows of a batch; everything a batch holds is time-major, [T, B, ..].
 */
package org.amadeus.model.train;
