/** Building MIDI files and writing them. */
package org.amadeus.data.midi.write;
