/**
 * Open Sound Control 1.0: a duet steered by other programs over UDP and told to them, by an
 * {@link org.amadeus.ui.osc.OscLink}. Everything that comes may come from anyone: it is bounded in size, depth and rate, and
 * what does not fit is refused in one line.
 */
package org.amadeus.ui.osc;
