package org.amadeus.model.op.network;

import java.util.List;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.OpProvider;

/** The ops of this module. */
public final class ModelOps implements OpProvider {
    @Override
    public List<JavaOp> ops() {
        return List.of(
                new AmadeusLinear(),
                new AmadeusLinear.Gradient(),
                new AmadeusGruGates(),
                new AmadeusGru(),
                new AmadeusGru.Gradient(),
                new AmadeusEmbedding(),
                new AmadeusEmbedding.Gradient(),
                new AmadeusCrossEntropy(),
                new AmadeusCrossEntropy.Gradient());
    }
}
