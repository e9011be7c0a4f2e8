package org.amadeus.quant.op;

import java.util.List;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.OpProvider;

/** The ops of a quantized step graph. */
public final class QuantOps implements OpProvider {
    @Override
    public List<JavaOp> ops() {
        return List.of(
                new Int8Linear(),
                new DynamicInt8Linear(),
                new StaticInt8Linear(),
                new Int4Linear(),
                new Int8Embedding(),
                new HalfGruGates());
    }
}
