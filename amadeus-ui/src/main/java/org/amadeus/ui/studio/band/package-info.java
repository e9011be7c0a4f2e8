/** Plays for many sessions at once: one thread draws events for all, a batch at a step, the most urgent voices first. */
package org.amadeus.ui.studio.band;
