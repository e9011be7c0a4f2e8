package org.amadeus.quant.rules;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.op.network.AmadeusEmbedding;
import org.amadeus.model.op.network.AmadeusGruGates;
import org.amadeus.model.op.network.AmadeusLinear;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;

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

    /** The layers of a plain step graph that rules decide about, by their names: of gates those of the GRU alone. */
    public static Map<String, LayerKind> of(SameDiff plain) {
        Map<String, LayerKind> layers = new LinkedHashMap<>();
        plain.getOps().values().forEach(op -> {
            LayerKind kind = of(op.getOp());
            if (kind != OTHER) {
                layers.put(op.getOutputsOfOp().get(0), kind);
            }
        });
        return layers;
    }

    /** Names of the layers of this kind among them. */
    public Set<String> layers(SameDiff plain) {
        Map<String, LayerKind> layers = of(plain);
        layers.values().removeIf(kind -> kind != this);
        return layers.keySet();
    }

    /** That of an op of a plain graph. */
    public static LayerKind of(DifferentialFunction op) {
        if (op instanceof AmadeusLinear) {
            return LINEAR;
        }
        if (op instanceof AmadeusEmbedding) {
            return EMBEDDING;
        }
        return op instanceof AmadeusGruGates ? GATES : OTHER;
    }
}
