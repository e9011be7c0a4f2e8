/** Notes in seconds: what a MIDI file is read into and what events decode to. */
package org.amadeus.data.notes;
