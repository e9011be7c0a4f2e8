/**
 * Arithmetic of quantized layers: products of int8 and int4 weights, and the gates of a GRU in half
 * precision. Each fast form has a scalar twin that defines what is right. Arrays are row-major; B batch, H hidden.
 */
package org.amadeus.quant.kernel;
