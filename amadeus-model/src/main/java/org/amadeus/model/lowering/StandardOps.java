package org.amadeus.model.lowering;

import java.util.Arrays;
import java.util.Map;
import org.amadeus.model.kernel.step.OneBlock;
import org.amadeus.model.kernel.step.StepKernel;
import org.nd4j.linalg.api.ops.impl.scalar.LeakyReLU;
import org.nd4j.linalg.api.ops.impl.shape.Concat;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Tanh;

/** How the ops of ND4J that a step graph uses are lowered. All are small beside the matrix products. */
final class StandardOps {
    private static final Map<Class<?>, LoweredOp> LOWERINGS = Map.of(
            Tanh.class, new TanhOp(),
            LeakyReLU.class, new LeakyReluOp(),
            Concat.class, new ConcatOp());

    private StandardOps() {}

    /** Finds an op's lowering, its own or one of these. */
    static LoweredOp lowering(OpSite site) {
        LoweredOp lowering = site.op() instanceof LoweredOp own
                ? own
                : LOWERINGS.get(site.op().getClass());
        if (lowering == null) {
            throw new LoweringException("op " + site.name() + " (" + site.op().opName()
                    + ") cannot be compiled: expected a linear, gates, embedding, concat, tanh or leaky ReLU op");
        }
        return lowering;
    }

    private static final class TanhOp implements LoweredOp {
        @Override
        public void check(OpSite site) {
            OpCheck.inputs(site, 1);
            OpCheck.values(site, 0);
        }

        @Override
        public int outputSize(OpSite site) {
            return site.inputSize(0);
        }

        @Override
        public StepKernel lower(OpSite site) {
            float[] x = site.input(0);
            float[] y = site.output();
            return new OneBlock(() -> {
                for (int i = 0; i < x.length; i++) {
                    y[i] = (float) Math.tanh(x[i]);
                }
            });
        }
    }

    private static final class LeakyReluOp implements LoweredOp {
        @Override
        public void check(OpSite site) {
            OpCheck.inputs(site, 1);
            OpCheck.values(site, 0);
            OpCheck.finite(site, "its slope", ((LeakyReLU) site.op()).scalar().getDouble(0));
        }

        @Override
        public int outputSize(OpSite site) {
            return site.inputSize(0);
        }

        @Override
        public StepKernel lower(OpSite site) {
            float slope = ((LeakyReLU) site.op()).scalar().getFloat(0);
            float[] x = site.input(0);
            float[] y = site.output();
            return new OneBlock(() -> {
                for (int i = 0; i < x.length; i++) {
                    y[i] = x[i] >= 0 ? x[i] : slope * x[i];
                }
            });
        }
    }

    /** Side by side along the features. */
    private static final class ConcatOp implements LoweredOp {
        @Override
        public void check(OpSite site) {
            long[] arguments = ((Concat) site.op()).iArgs();
            if (site.inputs() < 1 || arguments.length != 1 || arguments[0] != 1) {
                throw OpCheck.fault(
                        site,
                        "puts " + site.inputs() + " inputs together along axes " + Arrays.toString(arguments)
                                + ", expected one or more along axis 1");
            }
            for (int i = 0; i < site.inputs(); i++) {
                OpCheck.values(site, i);
            }
        }

        @Override
        public int outputSize(OpSite site) {
            long size = 0;
            for (int i = 0; i < site.inputs(); i++) {
                size += site.inputSize(i);
            }
            return (int) Math.min(size, Integer.MAX_VALUE);
        }

        @Override
        public StepKernel lower(OpSite site) {
            int batch = site.batch();
            int width = site.outputSize();
            float[][] parts = new float[site.inputs()][];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = site.input(i);
            }
            float[] y = site.output();
            return new OneBlock(() -> {
                int column = 0;
                for (float[] part : parts) {
                    int size = part.length / batch;
                    for (int b = 0; b < batch; b++) {
                        System.arraycopy(part, b * size, y, b * width + column, size);
                    }
                    column += size;
                }
            });
        }
    }
}
