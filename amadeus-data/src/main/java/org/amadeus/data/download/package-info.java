/** Fetches public collections of piano MIDI. */
package org.amadeus.data.download;
