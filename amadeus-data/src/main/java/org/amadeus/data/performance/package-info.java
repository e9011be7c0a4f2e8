/** From a MIDI file to the events a model learns from, and from events back to a MIDI file. */
package org.amadeus.data.performance;
