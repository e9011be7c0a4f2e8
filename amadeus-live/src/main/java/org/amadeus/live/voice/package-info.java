/** The model's side of a duet: one voice that observes and answers, and can take back what it drew. */
package org.amadeus.live.voice;
