/** Standard MIDI Files: events, tracks, tempo, pedal, and the notes that are in them. */
package org.amadeus.data.midi;
