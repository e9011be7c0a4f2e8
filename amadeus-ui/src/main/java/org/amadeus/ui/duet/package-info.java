/**
 * Call and response: somebody plays a phrase, the model, which listened, answers. {@link org.amadeus.ui.duet.Duet} is the
 * conductor, free of threads and devices; {@link org.amadeus.ui.duet.DuetSession} puts it to work on real ones. Times are
 * seconds on one clock.
 */
package org.amadeus.ui.duet;
