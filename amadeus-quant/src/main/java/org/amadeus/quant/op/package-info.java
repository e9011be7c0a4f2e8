/** The ops of a quantized step graph: what each computes, and how it is lowered to a kernel. */
package org.amadeus.quant.op;
