package org.amadeus.model.op;

import java.util.List;

/** The ops of this module. */
public final class ModelOps implements OpProvider {
    @Override
    public List<JavaOp> ops() {
        return List.of(
                new AmadeusLinear(),
                new AmadeusLinearGradient(),
                new AmadeusGruGates(),
                new AmadeusGru(),
                new AmadeusGruGradient(),
                new AmadeusEmbedding(),
                new AmadeusEmbeddingGradient(),
                new AmadeusCrossEntropy(),
                new AmadeusCrossEntropyGradient());
    }
}
