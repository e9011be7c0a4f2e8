/** The rewrite of a plain step graph into a quantized one: rules that say what becomes of each op, and their use. */
package org.amadeus.quant.rewrite;
