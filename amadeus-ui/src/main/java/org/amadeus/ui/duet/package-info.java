/**
 * Call and response on a keyboard and an instrument: {@link org.amadeus.ui.duet.Duet} puts a conductor between the two,
 * {@link org.amadeus.ui.duet.DuetSession} puts it to work on real devices and threads. Times are seconds on one clock.
 */
package org.amadeus.ui.duet;
