/**
 * Datasets: a folder of MIDI files made into a compact store, and windows sampled from it. A store is a folder with
 * {@code events.bin} (a byte an event, piece after piece), {@code index.bin} (what piece lies where, checksums) and
 * {@code report.txt} (the files that could not be used, and why).
 */
package org.amadeus.data.dataset;
