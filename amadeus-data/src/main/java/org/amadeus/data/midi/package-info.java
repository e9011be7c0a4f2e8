/** Standard MIDI Files: reading, writing, tempo, pedal, and the notes that are in them. */
package org.amadeus.data.midi;
