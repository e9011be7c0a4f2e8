package org.amadeus.model.op;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows of a table by their numbers. Inputs table [rows, width], index INT32 [..]; output [.., width]. The graph's own
 * gather would do, but for its gradient.
 */
public final class AmadeusEmbedding extends JavaOp {
    public static final String NAME = "amadeus_embedding";

    /** For SameDiff, when it loads a graph. */
    public AmadeusEmbedding() {}

    public AmadeusEmbedding(SameDiff graph, SDVariable table, SDVariable index) {
        super(graph, table, index);
    }

    @Override
    public String opName() {
        return NAME;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        long[] shape = Arrays.copyOf(inputs[1], inputs[1].length + 1);
        shape[inputs[1].length] = inputs[0][1];
        return new long[][] {shape};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        RowMajor.classes(inputs[1], inputs[0].size(0), NAME); // the backend reads beside the table
        Nd4j.exec(DynamicCustomOp.builder("gather")
                .addInputs(inputs[0], inputs[1])
                .addOutputs(outputs[0])
                .addIntegerArguments(0)
                .build());
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable ofTable = new AmadeusEmbeddingGradient(sameDiff, gradients.get(0), arg(0), arg(1)).outputVariable();
        return List.of(ofTable, sameDiff.zerosLike(arg(1)));
    }
}
