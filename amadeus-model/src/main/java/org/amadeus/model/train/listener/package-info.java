/** What watches a training: listeners of the run, and SameDiff's own. */
package org.amadeus.model.train.listener;
