package org.amadeus.model.kernel.sequence;

import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.engine;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * oneDNN, the fastest on a CPU; through JavaCPP, on the arrays where they lie. Its workspace is oneDNN's own: opaque, for a
 * GRU about 14 H numbers for each row of a step. Its first use loads the native library, which fails with a
 * {@link LinkageError} where there is none for the machine.
 */
final class OneDnnKernel implements SequenceKernel {
    private final int states;
    private final OneDnnCell cell;
    /**
     * Primitives are costly to make and good for one shape, of which a training run has one or two, and for one thread: what
     * oneDNN works in is the thread's that made them, and elsewhere they crash.
     */
    private final ThreadLocal<Map<SequenceShape, OneDnnLayer>> layers = ThreadLocal.withInitial(HashMap::new);

    private static final class Cpu {
        static final engine ENGINE = new engine(engine.kind.cpu, 0);
    }

    private static final class Library {
        private static final Logger LOG = LoggerFactory.getLogger(OneDnnKernel.class);
        static final boolean LOADS = load();

        private static boolean load() {
            try {
                return !Cpu.ENGINE.isNull();
            } catch (LinkageError | RuntimeException e) {
                LOG.warn(
                        "oneDNN does not load here ({}); recurrent layers are computed by slower kernels",
                        e.toString());
                return false;
            }
        }
    }

    OneDnnKernel(int states, OneDnnCell cell) {
        this.states = states;
        this.cell = cell;
    }

    /** Whether its native library loads on this machine; where not, that is logged once. */
    static boolean available() {
        return Library.LOADS;
    }

    @Override
    public synchronized long workspaceSize(SequenceShape shape) {
        return layer(shape).workspaceFloats();
    }

    @Override
    public synchronized void forward(SequenceArrays in, INDArray y, INDArray workspace) {
        layer(in.shape()).forward(in, y, workspace);
        Sequences.keep(in, y, workspace);
    }

    @Override
    public synchronized void backward(
            SequenceArrays in, INDArray y, INDArray workspace, INDArray dy, SequenceArrays gradients) {
        layer(in.shape()).backward(in, y, workspace, dy, gradients);
        Sequences.keep(in, y, workspace, dy, gradients);
    }

    private OneDnnLayer layer(SequenceShape shape) {
        return layers.get().computeIfAbsent(shape, s -> new OneDnnLayer(states, cell, s, Cpu.ENGINE));
    }
}
