/** What the tensors of a step graph look like on real music: collected, written, read and checked. */
package org.amadeus.quant.statistics;
