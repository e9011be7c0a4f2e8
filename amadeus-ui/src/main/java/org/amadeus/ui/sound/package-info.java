/** From MIDI messages to sound: a piano of our own, Java's synthesizer with a sound font, audio files, the loudspeaker. */
package org.amadeus.ui.sound;
