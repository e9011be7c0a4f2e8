package org.amadeus.model.op.network;

import java.util.Arrays;
import java.util.List;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.Sequences;
import org.amadeus.model.kernel.step.LinearWeights;
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
import org.nd4j.linalg.factory.Nd4j;

/**
 * PyTorch's linear layer, {@code y = x W^T + b}, over one input or over several side by side, {@code [x1 | x2 | ..]}, which
 * it does not put together. Inputs x1 [.., in1], W [out, in], b [out], x2 [.., in2] .. with in1 + in2 + .. = in; output
 * y [.., out].
 */
public final class AmadeusLinear extends JavaOp implements LoweredOp {
    static final int WEIGHT = 1;
    static final int BIAS = 2;

    /** Adds a layer to a graph. */
    public static SDVariable layer(SameDiff graph, String name, SDVariable weight, SDVariable bias, SDVariable... x) {
        SDVariable[] behind = Arrays.copyOfRange(x, 1, x.length);
        return new AmadeusLinear()
                .addTo(graph, append(new SDVariable[] {x[0], weight, bias}, behind))
                .named(name);
    }

    @Override
    public String opName() {
        return "amadeus_linear";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        long width = 0;
        for (int part : parts(inputs.length)) {
            width += inputs[part][inputs[part].length - 1];
        }
        if (inputs[WEIGHT].length != 2 || inputs[WEIGHT][1] != width) {
            throw new IllegalArgumentException("a linear layer of weights " + Arrays.toString(inputs[WEIGHT])
                    + ", expected [outputs, " + width + "]: so wide are its inputs");
        }
        long[] shape = inputs[0].clone();
        shape[shape.length - 1] = inputs[WEIGHT][0];
        return new long[][] {shape};
    }

    @Override
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        INDArray y = RowMajor.output(outputs[0]);
        long column = 0;
        for (int part : parts(inputs.length)) {
            INDArray x = RowMajor.matrix(inputs[part]);
            Sequences.multiply(x, false, columns(inputs[WEIGHT], column, x.size(1)), true, y, part > 0);
            column += x.size(1);
        }
        y.addiRowVector(inputs[BIAS]);
    }

    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        return Arrays.asList(
                new Gradient().addTo(sameDiff, append(args(), gradients.get(0))).outputVariables());
    }

    /** Which of so many inputs are multiplied: the first, and those behind weight and bias. */
    static int[] parts(int inputs) {
        int[] parts = new int[inputs - 2];
        for (int i = 1; i < parts.length; i++) {
            parts[i] = BIAS + i;
        }
        return parts;
    }

    /** A copy of the columns of W that belong to one part: small, and contiguous as gemm wants it. */
    static INDArray columns(INDArray weight, long from, long count) {
        return count == weight.size(1)
                ? weight
                : Sequences.columns(weight, from, count).dup('c');
    }

    @Override
    public void check(OpSite site) {
        if (site.inputs() > BIAS + 1) {
            throw OpCheck.fault(site, "has several inputs side by side, expected one");
        }
        OpCheck.inputs(site, BIAS + 1);
        long[] shape = OpCheck.matrix(site, 1, DataType.FLOAT);
        OpCheck.values(site, 0, shape[1]);
        OpCheck.vector(site, 2, DataType.FLOAT, shape[0]);
    }

    @Override
    public int outputSize(OpSite site) {
        return (int) site.constant(WEIGHT).size(0);
    }

    @Override
    public StepKernel lower(OpSite site) {
        return FoldedEmbedding.lower(site).orElseGet(() -> site.kernels()
                .linear(site.batch(), weights(site), new int[site.batch()], site.input(0), site.output()));
    }

    /** The weights of a linear op, as kernels take them. */
    static LinearWeights weights(OpSite site) {
        long[] shape = site.constant(WEIGHT).shape();
        return new LinearWeights(
                (int) shape[0],
                (int) shape[1],
                HostFloats.read(site.constant(WEIGHT)),
                HostFloats.read(site.constant(BIAS)));
    }

    /** The gradient of the layer. Inputs: its inputs, then dy; outputs: the gradients of its inputs. */
    public static final class Gradient extends JavaOp {
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
            for (int part : parts(outputs.length)) {
                INDArray x = RowMajor.matrix(inputs[part]);
                long width = x.size(1);
                INDArray ofPart = columns(weight, column, width);
                Sequences.multiply(dy, false, ofPart, false, RowMajor.output(outputs[part]), false);
                if (width == weight.size(1)) {
                    Sequences.multiply(dy, true, x, false, outputs[WEIGHT], false);
                } else {
                    INDArray block = Nd4j.createUninitialized(weight.dataType(), weight.size(0), width);
                    Sequences.multiply(dy, true, x, false, block, false);
                    Sequences.columns(outputs[WEIGHT], column, width).assign(block);
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
}
