package org.amadeus.model.op;

import java.util.List;

/** The ops of a plain step graph. */
public final class ModelOps implements OpProvider {
    @Override
    public List<JavaOp> ops() {
        return List.of(new AmadeusLinear(), new AmadeusGruGates());
    }
}
