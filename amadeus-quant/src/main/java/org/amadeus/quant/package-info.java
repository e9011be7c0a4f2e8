/** Rewriting a trained model to int8 weights and half-precision gates. */
package org.amadeus.quant;
