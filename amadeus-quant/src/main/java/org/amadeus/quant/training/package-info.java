/**
 * Quantization-aware training: a model learns in float while it predicts by what its weights become in few bits. Fake
 * quantization and straight-through gradients, as Jacob et al. 2018 and Bengio et al. 2013 have them.
 */
package org.amadeus.quant.training;
