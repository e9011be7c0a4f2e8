/** Beats and bars: where they lie, and how onsets are drawn to them. */
package org.amadeus.live.beat;
