package org.amadeus.quant.rewrite;

import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Treatment;

/**
 * What became of one layer.
 *
 * @param name           the layer's name, that of its output
 * @param kind           what it is
 * @param treatment      what became of it
 * @param weights        type of its weights: {@code int8}, {@code float32}, or {@code -} where it has none
 * @param arithmetic     what it computes in
 * @param output         type of the values at its output
 * @param bytesBefore    bytes of its parameters in the plain graph
 * @param bytesAfter     bytes of its parameters in the quantized graph
 * @param weightSnr      signal to quantization noise of its weights in decibels; NaN where they are unchanged
 */
public record LayerPrecision(
        String name,
        LayerKind kind,
        Treatment treatment,
        String weights,
        String arithmetic,
        String output,
        long bytesBefore,
        long bytesAfter,
        double weightSnr) {}
