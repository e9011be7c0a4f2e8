/** Quantized layers as kernels of a step: a linear layer, a GRU's cell, in parts that threads share. B batch, H hidden. */
package org.amadeus.quant.kernel;
