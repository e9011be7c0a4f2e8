package org.amadeus.quant.op;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.OpProvider;
import org.nd4j.autodiff.samediff.SameDiff;

/** The ops of a quantized step graph. */
public final class QuantOps implements OpProvider {
    @Override
    public List<JavaOp> ops() {
        List<JavaOp> ops = new ArrayList<>(EarlierOps.all());
        ops.addAll(List.of(
                new QuantizedLinear(),
                new StaticInt8Linear(),
                new QuantizedEmbedding(),
                new AffineEmbedding(),
                new HalfGruGates()));
        return ops;
    }

    @Override
    public void upgrade(SameDiff graph) {
        EarlierOps.upgrade(graph);
    }
}
