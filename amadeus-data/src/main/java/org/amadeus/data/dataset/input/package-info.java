/** What a dataset is made of: MIDI files in folders and archives, and who reads them, with how many threads. */
package org.amadeus.data.dataset.input;
