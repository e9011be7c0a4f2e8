package org.amadeus.quant.rules;

import java.util.Locale;

/** What a layer of a plain step graph is, as rules speak of it. */
public enum LayerKind {
    /** A matrix product with a bias. */
    LINEAR,
    /** A table of vectors, one for each event. */
    EMBEDDING,
    /** The element-wise arithmetic of a GRU cell. */
    GATES,
    /** An activation function or a concatenation: has no numbers of its own. */
    OTHER;

    /** The name used in files of rules. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
