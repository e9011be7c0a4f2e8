/** MIDI clock, heard and sent: what a sequencer's ticks say about beats, and the ticks of beats. */
package org.amadeus.live.beat.clock;
