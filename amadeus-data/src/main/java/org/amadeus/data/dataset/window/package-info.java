/** Stretches of the same length sampled from a dataset, batch by batch, transposed and stretched where that is asked for. */
package org.amadeus.data.dataset.window;
