package org.amadeus.quant.op;

import java.util.List;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.op.JavaOp;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.WeightCoding;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Ops of version 1 of quantized graphs, an op for each coding, whose scales are divided by: steps per unit. A graph that is
 * read gets {@link QuantizedLinear} in their place, and scales that multiply.
 */
final class EarlierOps {
    private EarlierOps() {}

    /** A linear layer of inputs x, the arrays of a coding, bias. */
    abstract static class EarlierLinear extends JavaOp {
        private final String name;
        private final WeightCoding coding;
        private final Activations activations;

        EarlierLinear(String name, WeightCoding coding, Activations activations) {
            this.name = name;
            this.coding = coding;
            this.activations = activations;
        }

        @Override
        public String opName() {
            return name;
        }

        @Override
        protected long[][] outputShapes(long[][] inputs) {
            return new long[][] {{inputs[0][0], inputs[1][0]}};
        }

        @Override
        public void execute(INDArray[] inputs, INDArray[] outputs) {
            throw new UnsupportedOperationException(name + " is of an earlier version: load the session it is in");
        }

        @Override
        public void upgrade(SameDiffOp place) {
            place.setOp(upgraded(sameDiff, place, this));
        }
    }

    /** Int8 weights, float activations. */
    public static final class Int8Linear extends EarlierLinear {
        public Int8Linear() {
            super("amadeus_int8_linear", WeightCoding.INT8, Activations.FLOAT);
        }
    }

    /** Int8 weights, int8 activations. */
    public static final class DynamicInt8Linear extends EarlierLinear {
        public DynamicInt8Linear() {
            super("amadeus_dynamic_int8_linear", WeightCoding.INT8, Activations.INT8);
        }
    }

    /** Int4 weights in groups, float activations. */
    public static final class Int4Linear extends EarlierLinear {
        public Int4Linear() {
            super("amadeus_int4_linear", WeightCoding.INT4, Activations.FLOAT);
        }
    }

    private static QuantizedLinear upgraded(SameDiff graph, SameDiffOp op, EarlierLinear earlier) {
        int arrays = earlier.coding.suffixes().size();
        List<String> inputs = op.getInputsToOp();
        if (inputs.size() != arrays + 2) {
            throw new IllegalArgumentException(
                    "op " + op.getName() + " has " + inputs.size() + " inputs, expected " + (arrays + 2));
        }
        for (String name : inputs.subList(1, arrays + 1)) {
            if (graph.getArrForVarName(name) == null) {
                throw new IllegalArgumentException(
                        "op " + op.getName() + " has an input " + name + " that is computed");
            }
        }
        String scale = inputs.get(arrays);
        INDArray divided = graph.getArrForVarName(scale);
        if (divided.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException(scale + " is no float32");
        }
        float[] steps = HostFloats.read(divided);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = 1 / steps[i];
        }
        graph.setArrayForVariable(scale, Nd4j.createFromArray(steps).reshape(divided.shape()));
        long[] shape = graph.getArrForVarName(inputs.get(1)).shape();
        long last = shape.length == 0 ? 0 : shape[shape.length - 1];
        long columns = earlier.iArgs().length > 0 ? earlier.iArgs()[0] : last;
        QuantizedLinear linear = new QuantizedLinear(earlier.coding, columns, earlier.activations);
        linear.setSameDiff(graph);
        linear.setOwnName(op.getName());
        return linear;
    }
}
