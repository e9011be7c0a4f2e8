package org.amadeus.quant.op;

import java.util.List;
import java.util.Optional;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.kernel.LayerKernels;
import org.amadeus.quant.layer.Activations;
import org.amadeus.quant.layer.Layer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear layer with coded weights and float in- and output, {@code y = W x + bias}. Inputs x [B, in], the arrays of the
 * coding, bias [out]; output y [B, out]. String arguments: the coding's id, and the {@link Activations}' id; integer
 * argument: in.
 */
public final class QuantizedLinear extends CodedOp {
    /** For SameDiff, when it loads a graph. */
    public QuantizedLinear() {}

    public QuantizedLinear(
            SameDiff graph,
            SDVariable x,
            WeightCoding coding,
            List<SDVariable> arrays,
            int columns,
            SDVariable bias,
            Activations activations) {
        addTo(graph, append(append(new SDVariable[] {x}, arrays.toArray(SDVariable[]::new)), bias));
        addSArgument(coding.id(), activations.id());
        addIArgument(columns);
    }

    @Override
    public String opName() {
        return "amadeus_quantized_linear";
    }

    @Override
    int first() {
        return 1;
    }

    /** What it does with the values that come in. */
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
    public void execute(INDArray[] inputs, INDArray[] outputs) {
        float[] y = new float[(int) outputs[0].length()];
        Layer layer = coded(inputs).layer(HostFloats.read(inputs[inputs.length - 1]));
        LayerKernels.scalar()
                .linear((int) inputs[0].size(0), layer, activations(), HostFloats.read(inputs[0]), y)
                .run(0);
        outputs[0].assign(Nd4j.createFromArray(y).reshape(outputs[0].shape()));
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
    public int outputSize(OpSite site) {
        return (int) site.constant(1).size(0);
    }

    @Override
    public StepKernel lower(OpSite site) {
        LayerKernels kernels = LayerKernels.fastest(site.threads());
        Layer layer = layer(site);
        return kernels.prefersFloatWeights() && activations() == Activations.FLOAT
                ? site.kernels()
                        .linear(site.batch(), layer.floats(), new int[site.batch()], site.input(0), site.output())
                : kernels.linear(site.batch(), layer, activations(), site.input(0), site.output());
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
        LayerKernels kernels = LayerKernels.fastest(site.threads());
        if (gx.isEmpty() || gh.isEmpty()) {
            return Optional.empty();
        }
        QuantizedLinear ofInput = (QuantizedLinear) gx.get().op();
        QuantizedLinear ofState = (QuantizedLinear) gh.get().op();
        if (kernels.prefersFloatWeights()
                && (ofInput.activations() == Activations.FLOAT || ofState.activations() == Activations.FLOAT)) {
            return Optional.empty();
        }
        return Optional.of(kernels.gru(
                site.batch(),
                ofInput.layer(gx.get()),
                ofInput.activations(),
                ofState.layer(gh.get()),
                ofState.activations(),
                gx.get().input(0),
                site.input(2),
                site.output()));
    }

    private Layer layer(OpSite site) {
        return coded(site).layer(HostFloats.read(site.constant(site.inputs() - 1)));
    }
}
