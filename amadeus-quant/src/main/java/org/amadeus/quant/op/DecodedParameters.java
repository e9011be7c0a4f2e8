package org.amadeus.quant.op;

import java.util.Map;

/** An op that keeps parameters of the network as integers, and knows what floats they stand for. */
public interface DecodedParameters {
    /** The floats by the parameters' names, row-major. */
    Map<String, float[]> decoded();
}
