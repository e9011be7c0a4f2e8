package org.amadeus.quant.quantize;

import org.amadeus.quant.rules.Treatment;

/**
 * What a layer could become.
 *
 * @param layer     its name
 * @param treatment what it would become
 * @param bytes     that its parameters would take in a file
 * @param harm      Kullback-Leibler divergence of the model from the float one, nats an event, where this layer alone becomes so
 */
public record Choice(String layer, Treatment treatment, long bytes, double harm) {}
