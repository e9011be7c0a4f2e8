/** The rewrite of a plain step graph into a quantized one by rules, what they ask to be known of it, and the way back. */
package org.amadeus.quant.rewrite;
