package org.amadeus.model.op.network;

import org.amadeus.model.kernel.sequence.Sequences;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.RowMajor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The gradient of {@link AmadeusEmbedding}'s table. Inputs: the gradient of the rows [.., width], the table, the index;
 * output: each row the sum of the gradients of its uses [rows, width].
 */
public final class AmadeusEmbeddingGradient extends JavaOp {
    @Override
    public String opName() {
        return "amadeus_embedding_gradient";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {inputs[1]};
    }

    /** As a product with the index in one-hot form: deterministic, and on any backend. */
    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        int rows = (int) inputs[1].size(0);
        int[] index = RowMajor.classes(inputs[2], rows, opName());
        float[] oneHot = new float[index.length * rows];
        for (int i = 0; i < index.length; i++) {
            oneHot[i * rows + index[i]] = 1;
        }
        try (INDArray uses =
                Nd4j.createFromArray(oneHot).castTo(inputs[1].dataType())) { // 12 MB: not left to the garbage collector
            Sequences.multiply(
                    uses.reshape(index.length, rows), true, RowMajor.matrix(inputs[0]), false, outputs[0], false);
        }
    }
}
