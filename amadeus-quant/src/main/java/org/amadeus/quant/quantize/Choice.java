package org.amadeus.quant.quantize;

import java.util.Optional;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.rules.Treatment;

/**
 * What a layer could become.
 *
 * @param layer     its name
 * @param treatment what it would become
 * @param bytes     that its parameters would take in a file
 * @param harm      Kullback-Leibler divergence of the model from the float one, nats an event, where this layer alone becomes so
 * @param coded     its weights; empty where they stay floats
 */
public record Choice(String layer, Treatment treatment, long bytes, double harm, Optional<Coded> coded) {}
