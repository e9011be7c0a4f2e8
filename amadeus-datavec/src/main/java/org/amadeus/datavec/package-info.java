/** MIDI files as DataVec sequences. */
package org.amadeus.datavec;
