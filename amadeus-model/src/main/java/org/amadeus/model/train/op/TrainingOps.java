package org.amadeus.model.train.op;

import java.util.List;
import org.amadeus.model.gru.AmadeusGru;
import org.amadeus.model.gru.AmadeusGruGradient;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.OpProvider;

/** The ops of a training graph. */
public final class TrainingOps implements OpProvider {
    @Override
    public List<JavaOp> ops() {
        return List.of(
                new AmadeusGru(),
                new AmadeusGruGradient(),
                new AmadeusSideBySideLinear(),
                new AmadeusSideBySideLinearGradient(),
                new AmadeusEmbedding(),
                new AmadeusEmbeddingGradient(),
                new AmadeusCrossEntropy(),
                new AmadeusCrossEntropyGradient());
    }
}
