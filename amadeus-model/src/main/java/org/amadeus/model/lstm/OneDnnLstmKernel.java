package org.amadeus.model.lstm;

import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.amadeus.model.kernel.sequence.SequenceGradients;
import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceShape;
import org.amadeus.model.kernel.sequence.SequenceWeights;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** oneDNN's LSTM, on the arrays where they lie. Fails with a {@link LinkageError} where there is no native library. */
final class OneDnnLstmKernel implements SequenceKernel {
    private final engine cpu = new engine(engine.kind.cpu, 0);
    private final stream queue = new stream(cpu);
    /**
     * Primitives are costly to make and good for one shape, of which a training run has one or two, and for one thread: what
     * oneDNN works in is the thread's that made them, and elsewhere they crash.
     */
    private final ThreadLocal<Map<SequenceShape, OneDnnLstm>> layers = ThreadLocal.withInitial(HashMap::new);

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
            layer(SequenceShape.of(x, weights, 4)).forward(weights, x, states, y, workspace);
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
            layer(SequenceShape.of(x, weights, 4)).backward(weights, x, states, y, workspace, dy, gradients);
        } finally {
            Arrays.asList(weights, x, states, y, workspace, dy, gradients).forEach(Reference::reachabilityFence);
        }
    }

    private OneDnnLstm layer(SequenceShape shape) {
        return layers.get().computeIfAbsent(shape, s -> new OneDnnLstm(s, cpu, queue));
    }
}
