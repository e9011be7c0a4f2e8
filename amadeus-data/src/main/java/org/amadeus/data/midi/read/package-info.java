/** Reading Standard MIDI Files, damaged ones as far as is asked for: bytes to chunks, to tracks, to events. */
package org.amadeus.data.midi.read;
