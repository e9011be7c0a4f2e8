package org.amadeus.quant.op;

import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.step.StepKernel;
import org.amadeus.model.lowering.OpCheck;
import org.amadeus.model.lowering.OpSite;
import org.amadeus.quant.product.LayerKernels;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The element-wise part of a GRU cell in half precision; {@link org.amadeus.quant.gates.Gates} has the equations.
 * Inputs gx [B, 3H], gh [B, 3H], thirds r, z, n, and h [B, H]; output h' [B, H]: floats that a half holds exactly.
 */
public final class HalfGruGates extends KernelOp {
    @Override
    public String opName() {
        return "amadeus_half_gru_gates";
    }

    @Override
    protected long[][] outputShapes(long[][] inputs) {
        return new long[][] {inputs[2].clone()};
    }

    @Override
    StepKernel kernel(INDArray[] inputs, float[] next) {
        return LayerKernels.scalar()
                .gates(
                        (int) inputs[2].size(0),
                        (int) inputs[2].size(1),
                        HostFloats.read(inputs[0]),
                        HostFloats.read(inputs[1]),
                        HostFloats.read(inputs[2]),
                        next);
    }

    @Override
    public void check(OpSite site) {
        OpCheck.gates(site, 3);
    }

    /** A whole GRU cell in one kernel where both linear parts have coded weights, and are nobody else's. */
    @Override
    public StepKernel lower(OpSite site) {
        return QuantizedLinear.cell(site).orElseGet(() -> fastest(site)
                .gates(site.batch(), site.outputSize(), site.input(0), site.input(1), site.input(2), site.output()));
    }
}
