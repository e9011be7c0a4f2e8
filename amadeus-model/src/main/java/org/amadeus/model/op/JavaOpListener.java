package org.amadeus.model.op;

import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;

/**
 * Lets {@code SameDiff.fit} run a graph with ops of ours: {@code graph.setListeners(new JavaOpListener())}. M2.1's fit makes
 * its own session, which hands every op to the backend, where ours are unknown ("Op name amadeus_embedding is missing!").
 * Before it does so it tells listeners: this one computes the op, and the backend is then asked for an op that does
 * nothing. An {@link OpSession}, which every other way of running a graph uses, needs no listener and takes no harm by it.
 */
public final class JavaOpListener extends BaseListener {
    @Override
    public boolean isActive(Operation operation) {
        return operation == Operation.TRAINING || operation == Operation.TRAINING_VALIDATION;
    }

    @Override
    public void preOpExecution(SameDiff graph, At at, SameDiffOp op, OpContext context) {
        if (op.getOp() instanceof JavaOp ours) {
            INDArray[] outputs = context.getOutputArrays().toArray(INDArray[]::new);
            ours.execute(context.getInputArrays().toArray(INDArray[]::new), outputs);
            // The op that does nothing wants outputs of its inputs' shapes.
            context.purge();
            context.setInputArrays(outputs);
            context.setOutputArrays(outputs);
            ours.computed();
        }
    }
}
