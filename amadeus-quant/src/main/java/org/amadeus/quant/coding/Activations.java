package org.amadeus.quant.coding;

import java.util.Locale;

/** What a linear layer with integer weights does with the values that come in. */
public enum Activations {
    /** Multiplies them as they are. */
    FLOAT,
    /** Writes them as 8-bit integers, each sample's under a scale of its own, found as they come. */
    INT8;

    /** The name in a graph: {@code float}, {@code int8}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
