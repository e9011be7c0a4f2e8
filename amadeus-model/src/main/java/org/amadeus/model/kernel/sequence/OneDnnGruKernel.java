package org.amadeus.model.kernel.sequence;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * oneDNN's {@code lbr_gru}, the fastest on a CPU; through JavaCPP, on the arrays where they lie. Its tape is oneDNN's
 * workspace: opaque, about 14 H numbers for each row of a step. Making an object of this class loads the native library,
 * which fails with a {@link LinkageError} where there is none for the machine.
 */
public final class OneDnnGruKernel implements GruKernel {
    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(cpu);
    /** Primitives are costly to make and good for one shape; a training run has one or two. */
    private final Map<GruShape, OneDnnGru> layers = new HashMap<>();

    @Override
    public String name() {
        return "oneDNN";
    }

    @Override
    public boolean supportsDouble() {
        return false;
    }

    @Override
    public synchronized long tapeSize(GruShape shape) {
        return layer(shape).workspaceFloats();
    }

    @Override
    public synchronized void forward(GruWeights weights, INDArray x, INDArray h0, INDArray y, INDArray tape) {
        try {
            layer(GruShape.of(x, weights)).forward(weights, x, h0, y, tape);
        } finally {
            Arrays.asList(weights, x, h0, y, tape).forEach(Reference::reachabilityFence);
        }
    }

    @Override
    public synchronized void backward(
            GruWeights weights,
            INDArray x,
            INDArray h0,
            INDArray y,
            INDArray tape,
            INDArray dy,
            GruGradients gradients) {
        try {
            layer(GruShape.of(x, weights)).backward(weights, x, h0, y, tape, dy, gradients);
        } finally {
            Arrays.asList(weights, x, h0, y, tape, dy, gradients).forEach(Reference::reachabilityFence);
        }
    }

    private OneDnnGru layer(GruShape shape) {
        return layers.computeIfAbsent(shape, s -> new OneDnnGru(s, cpu, queue));
    }
}
