/**
 * Music measured and compared: what a model generated beside the performances it learned from. {@link
 * org.amadeus.data.compare.PieceMeasures} measures one piece, {@link org.amadeus.data.compare.MusicStatistics} gathers many,
 * {@link org.amadeus.data.compare.Comparison} sets two collections side by side.
 */
package org.amadeus.data.compare;
