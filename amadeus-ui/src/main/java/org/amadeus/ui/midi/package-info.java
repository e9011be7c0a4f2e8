/** MIDI messages as they are played: where they go, what they left sounding, when a file's messages are due. */
package org.amadeus.ui.midi;
