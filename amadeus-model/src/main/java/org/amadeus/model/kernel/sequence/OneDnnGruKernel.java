package org.amadeus.model.kernel.sequence;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * oneDNN's {@code lbr_gru}, the fastest on a CPU; through JavaCPP, on the arrays where they lie. Its workspace is oneDNN's
 * workspace: opaque, about 14 H numbers for each row of a step. Making an object of this class loads the native library,
 * which fails with a {@link LinkageError} where there is none for the machine.
 */
public final class OneDnnGruKernel implements SequenceKernel {
    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(cpu);
    /**
     * Primitives are costly to make and good for one shape, of which a training run has one or two, and for one thread: what
     * oneDNN works in is the thread's that made them, and elsewhere they crash.
     */
    private final ThreadLocal<Map<SequenceShape, OneDnnGru>> layers = ThreadLocal.withInitial(HashMap::new);

    @Override
    public String name() {
        return "oneDNN";
    }

    @Override
    public boolean supportsDouble() {
        return false;
    }

    @Override
    public synchronized long workspaceSize(SequenceShape shape) {
        return layer(shape).workspaceFloats();
    }

    @Override
    public synchronized void forward(
            SequenceWeights weights, INDArray x, INDArray[] states, INDArray y, INDArray workspace) {
        try {
            layer(SequenceShape.of(x, weights, 3)).forward(weights, x, states[0], y, workspace);
        } finally {
            Arrays.asList(weights, x, states, y, workspace).forEach(Reference::reachabilityFence);
        }
    }

    @Override
    public synchronized void backward(
            SequenceWeights weights,
            INDArray x,
            INDArray[] states,
            INDArray y,
            INDArray workspace,
            INDArray dy,
            SequenceGradients gradients) {
        try {
            layer(SequenceShape.of(x, weights, 3)).backward(weights, x, states[0], y, workspace, dy, gradients);
        } finally {
            Arrays.asList(weights, x, states, y, workspace, dy, gradients).forEach(Reference::reachabilityFence);
        }
    }

    private OneDnnGru layer(SequenceShape shape) {
        return layers.get().computeIfAbsent(shape, s -> new OneDnnGru(s, cpu, queue));
    }
}
