/** Runs a step graph, event by event: compiled to a plan of kernels, or by plain SameDiff. */
package org.amadeus.model.run;
