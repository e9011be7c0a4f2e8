package org.amadeus.model.op.network;

import java.util.Arrays;
import java.util.List;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.Sequences;
import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.LoweredOp;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.RowMajor;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows of a table by their numbers. Inputs table [rows, width], index INT32 [..], each 0 .. rows - 1; output [.., width].
 * ND4J's own gather would do, but for its gradient.
 */
public final class AmadeusEmbedding extends JavaOp implements LoweredOp {
    /** Adds a table to a graph. */
    public static SDVariable layer(SameDiff graph, String name, SDVariable table, SDVariable index) {
        return new AmadeusEmbedding().addTo(graph, table, index).named(name);
    }

    @Override
    public String opName() {
        return "amadeus_embedding";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        long[] shape = Arrays.copyOf(inputs[1], inputs[1].length + 1);
        shape[inputs[1].length] = inputs[0][1];
        return new long[][] {shape};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        RowMajor.classes(inputs[1], inputs[0].size(0), opName()); // the backend reads beside the table
        Nd4j.exec(DynamicCustomOp.builder("gather")
                .addInputs(inputs[0], inputs[1])
                .addOutputs(outputs[0])
                .addIntegerArguments(0)
                .build());
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        SDVariable ofTable =
                new Gradient().addTo(sameDiff, gradients.get(0), arg(0), arg(1)).outputVariable();
        return List.of(ofTable, sameDiff.zerosLike(arg(1)));
    }

    @Override
    public void check(OpSite site) {
        OpCheck.inputs(site, 2);
        OpCheck.indices(site, 1, OpCheck.matrix(site, 0, DataType.FLOAT)[0]);
    }

    @Override
    public int outputSize(OpSite site) {
        return (int) site.constant(0).size(1);
    }

    @Override
    public StepKernel lower(OpSite site) {
        float[] table = HostFloats.read(site.constant(0));
        int size = site.outputSize();
        int[] indices = site.indices(1);
        float[] y = site.output();
        return new OneBlock(
                () -> {
                    for (int b = 0; b < indices.length; b++) {
                        System.arraycopy(table, indices[b] * size, y, b * size, size);
                    }
                },
                (long) Float.BYTES * table.length);
    }

    /**
     * The gradient of the table. Inputs: the gradient of the rows [.., width], the table, the index;
     * output: each row the sum of the gradients of its uses [rows, width].
     */
    public static final class Gradient extends JavaOp {
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
            try (INDArray uses = Nd4j.createFromArray(oneHot)
                    .castTo(inputs[1].dataType())) { // 12 MB: not left to the garbage collector
                Sequences.multiply(
                        uses.reshape(index.length, rows), true, RowMajor.matrix(inputs[0]), false, outputs[0], false);
            }
        }
    }
}
