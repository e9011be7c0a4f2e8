package org.amadeus.model.op;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.FrameIter;
import org.nd4j.autodiff.samediff.internal.InferenceSession;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;

/** A SameDiff session that executes our ops in Java and leaves the others to ND4J. */
public class OpSession extends InferenceSession {
    public OpSession(SameDiff graph) {
        super(graph);
    }

    @Override
    public ExecutionResult doExec(
            DifferentialFunction op,
            OpContext context,
            FrameIter frame,
            Set<VarId> opInputs,
            Set<VarId> allIterInputs,
            Set<String> constAndPhInputs,
            Map<String, SDValue> otherPlaceholders) {
        if (!(op instanceof JavaOp)) {
            return super.doExec(op, context, frame, opInputs, allIterInputs, constAndPhInputs, otherPlaceholders);
        }
        INDArray[] inputs = context.getInputArrays().toArray(INDArray[]::new);
        INDArray[] outputs = context.getOutputArrays().toArray(INDArray[]::new);
        ((JavaOp) op).execute(inputs, outputs);
        return ExecutionResult.createFrom(Arrays.asList(op.outputVariablesNames()), outputs);
    }
}
