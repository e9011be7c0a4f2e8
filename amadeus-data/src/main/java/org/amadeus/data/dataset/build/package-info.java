/** Making a dataset: preprocessing MIDI files, leaving out duplicates and poor ones, writing the store, the report. */
package org.amadeus.data.dataset.build;
