/**
 * The data that models learn from and are judged by: windows of music, batch by batch, as an iterator of ND4J's
 * MultiDataSets, and what is drawn for each batch.
 */
package org.amadeus.model.window;
