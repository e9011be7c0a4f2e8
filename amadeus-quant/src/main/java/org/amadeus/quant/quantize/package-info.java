/**
 * The way from a float session to a quantized one, as the program goes it: by rules, or to a size, where each layer's coding is
 * chosen by what it costs in fidelity and in bytes. {@link org.amadeus.quant.quantize.Quantizer} is the place to begin.
 */
package org.amadeus.quant.quantize;
