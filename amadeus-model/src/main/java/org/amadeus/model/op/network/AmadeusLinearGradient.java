package org.amadeus.model.op.network;

import static org.amadeus.model.op.network.AmadeusLinear.BIAS;
import static org.amadeus.model.op.network.AmadeusLinear.WEIGHT;

import java.util.Arrays;
import java.util.List;
import org.amadeus.model.kernel.sequence.Sequences;
import org.amadeus.model.op.JavaOp;
import org.amadeus.model.op.RowMajor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The gradient of {@link AmadeusLinear}. Inputs: its inputs, then dy; outputs: the gradients of its inputs. */
public final class AmadeusLinearGradient extends JavaOp {
    @Override
    public String opName() {
        return "amadeus_linear_gradient";
    }

    @Override
    public int getNumOutputs() {
        return args().length - 1;
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return Arrays.copyOf(inputs, inputs.length - 1);
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray dy = RowMajor.matrix(inputs[outputs.length]);
        INDArray weight = inputs[WEIGHT];
        // A product with ones: ND4J's own sum over the rows of a tall matrix is slower than gemm.
        INDArray ones = Nd4j.ones(dy.dataType(), 1, dy.size(0));
        Sequences.multiply(ones, false, dy, false, outputs[BIAS].reshape(1, outputs[BIAS].length()), false);
        long column = 0;
        for (int part : AmadeusLinear.parts(outputs.length)) {
            INDArray x = RowMajor.matrix(inputs[part]);
            long width = x.size(1);
            INDArray ofPart = AmadeusLinear.columns(weight, column, width);
            Sequences.multiply(dy, false, ofPart, false, RowMajor.output(outputs[part]), false);
            if (width == weight.size(1)) {
                Sequences.multiply(dy, true, x, false, outputs[WEIGHT], false);
            } else {
                INDArray block = Nd4j.createUninitialized(weight.dataType(), weight.size(0), width);
                Sequences.multiply(dy, true, x, false, block, false);
                RowMajor.columns(outputs[WEIGHT], column, width).assign(block);
                block.close();
            }
            column += width;
        }
    }

    @Override
    public List<DataType> calculateOutputDataTypes(List<DataType> inputTypes) {
        return inputTypes.subList(0, inputTypes.size() - 1);
    }
}
