package org.amadeus.quant.op;

import java.util.Optional;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.Layer;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.product.LayerKernels;
import org.amadeus.quant.rules.LayerKind;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A linear layer with coded weights and float in- and output, {@code y = W x + bias}. Inputs x [B, in], the arrays of the
 * coding, bias [out]; output y [B, out]. String arguments: the coding's id, and the {@link Activations}' id; integer
 * argument: in.
 */
public final class QuantizedLinear extends CodedOp {
    /** For SameDiff, when it loads a graph. */
    public QuantizedLinear() {}

    public QuantizedLinear(WeightCoding coding, long in, Activations activations) {
        addSArgument(coding.id(), activations.id());
        addIArgument(in);
    }

    @Override
    public String opName() {
        return "amadeus_quantized_linear";
    }

    @Override
    int first() {
        return 1;
    }

    @Override
    public LayerKind kind() {
        return LayerKind.LINEAR;
    }

    @Override
    public Activations activations() {
        for (Activations activations : Activations.values()) {
            if (activations.id().equals(sArgs()[1])) {
                return activations;
            }
        }
        throw new IllegalArgumentException("activations are " + sArgs()[1] + ", which this version does not know");
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {{inputs[0][0], inputs[1][0]}};
    }

    @Override
    StepKernel kernel(INDArray[] inputs, float[] y) {
        return LayerKernels.scalar().linear((int) inputs[0].size(0), layer(inputs), HostFloats.read(inputs[0]), y);
    }

    @Override
    public void check(OpSite site) {
        long rows = check(site, 2, 2);
        try {
            activations();
        } catch (IllegalArgumentException e) {
            throw OpCheck.fault(site, "is damaged: " + e.getMessage());
        }
        OpCheck.values(site, 0, columns());
        OpCheck.vector(site, site.inputs() - 1, DataType.FLOAT, rows);
    }

    @Override
    public StepKernel lower(OpSite site) {
        LayerKernels kernels = fastest(site);
        Layer layer = layer(arrays(site));
        return kernels.prefersFloats(layer)
                ? site.kernels()
                        .linear(site.batch(), layer.floats(), new int[site.batch()], site.input(0), site.output())
                : kernels.linear(site.batch(), layer, site.input(0), site.output());
    }

    /**
     * A whole GRU cell with gates in half precision, of any two layers of this kind that nobody else uses.
     *
     * @param site  of the gates: gx, gh, h
     * @return empty where that is not so
     */
    static Optional<StepKernel> cell(OpSite site) {
        Optional<OpSite> gx = site.producer(0).filter(p -> p.op() instanceof QuantizedLinear);
        Optional<OpSite> gh = site.producer(1)
                .filter(p -> p.op() instanceof QuantizedLinear && p.inputName(0).equals(site.inputName(2)));
        if (gx.isEmpty() || gh.isEmpty()) {
            return Optional.empty();
        }
        LayerKernels kernels = fastest(site);
        Layer wx = ((QuantizedLinear) gx.get().op()).layer(arrays(gx.get()));
        Layer wh = ((QuantizedLinear) gh.get().op()).layer(arrays(gh.get()));
        return kernels.prefersFloats(wx) || kernels.prefersFloats(wh)
                ? Optional.empty()
                : Optional.of(kernels.gru(site.batch(), wx, wh, gx.get().input(0), site.input(2), site.output()));
    }

    private Layer layer(INDArray... inputs) {
        return new Layer(coded(inputs), HostFloats.read(inputs[inputs.length - 1]), activations());
    }
}
