package org.amadeus.model.kernel.sequence;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** oneDNN's GRU primitives for one shape, forward and backward, with the memory they work in. Not thread-safe. */
final class OneDnnGru {
    /** z, r, n. */
    private static final int[] ORDER = {1, 0, 2};

    private final stream queue;
    private final lbr_gru_forward forward;
    private final lbr_gru_backward backward;
    private final IntMemoryMap forwardArguments = new IntMemoryMap();
    private final IntMemoryMap backwardArguments = new IntMemoryMap();
    private final OneDnnBias bias;
    private final OneDnnWeights weightIh;
    private final OneDnnWeights weightHh;
    private final long workspaceFloats;
    // Handles without memory of their own: each call points them at its arrays.
    private final memory x;
    private final memory h0;
    private final memory y;
    private final memory workspaceMemory;
    private final memory dy;
    private final memory dx;
    private final memory dh0;

    OneDnnGru(SequenceShape s, engine cpu, stream queue) {
        this.queue = queue;
        memory.data_type float32 = memory.data_type.f32;
        memory.desc sequenceIn =
                new memory.desc(new long[] {s.steps(), s.batch(), s.inputs()}, float32, memory.format_tag.tnc);
        memory.desc sequenceOut =
                new memory.desc(new long[] {s.steps(), s.batch(), s.hidden()}, float32, memory.format_tag.tnc);
        memory.desc state = new memory.desc(new long[] {1, 1, s.batch(), s.hidden()}, float32, memory.format_tag.ldnc);
        memory.desc anyInput =
                new memory.desc(new long[] {1, 1, s.inputs(), 3, s.hidden()}, float32, memory.format_tag.any);
        memory.desc anyState =
                new memory.desc(new long[] {1, 1, s.hidden(), 3, s.hidden()}, float32, memory.format_tag.any);
        memory.desc biases = new memory.desc(new long[] {1, 1, 4, s.hidden()}, float32, memory.format_tag.ldgo);
        memory.desc none = new memory.desc();
        lbr_gru_forward.primitive_desc ahead = new lbr_gru_forward.primitive_desc(
                cpu,
                prop_kind.forward_training,
                rnn_direction.unidirectional_left2right,
                sequenceIn,
                state,
                anyInput,
                anyState,
                biases,
                sequenceOut,
                none);
        lbr_gru_backward.primitive_desc back = new lbr_gru_backward.primitive_desc(
                cpu,
                prop_kind.backward,
                rnn_direction.unidirectional_left2right,
                sequenceIn,
                state,
                anyInput,
                anyState,
                biases,
                sequenceOut,
                none,
                sequenceIn,
                state,
                anyInput,
                anyState,
                biases,
                sequenceOut,
                none,
                ahead);
        forward = new lbr_gru_forward(ahead);
        backward = new lbr_gru_backward(back);
        workspaceFloats = (ahead.workspace_desc().get_size() + Float.BYTES - 1) / Float.BYTES;
        bias = new OneDnnBias(s.hidden(), biases, cpu);
        weightIh = new OneDnnWeights(
                s.inputs(),
                s.hidden(),
                ORDER,
                ahead.weights_layer_desc(),
                back.weights_layer_desc(),
                back.diff_weights_layer_desc(),
                cpu);
        weightHh = new OneDnnWeights(
                s.hidden(),
                s.hidden(),
                ORDER,
                ahead.weights_iter_desc(),
                back.weights_iter_desc(),
                back.diff_weights_iter_desc(),
                cpu);
        x = new memory(sequenceIn, cpu, new FloatPointer());
        h0 = new memory(state, cpu, new FloatPointer());
        y = new memory(sequenceOut, cpu, new FloatPointer());
        workspaceMemory = new memory(ahead.workspace_desc(), cpu, new FloatPointer());
        dy = new memory(sequenceOut, cpu, new FloatPointer());
        dx = new memory(sequenceIn, cpu, new FloatPointer());
        dh0 = new memory(state, cpu, new FloatPointer());
        for (IntMemoryMap arguments : new IntMemoryMap[] {forwardArguments, backwardArguments}) {
            arguments.put(DNNL_ARG_SRC_LAYER, x);
            arguments.put(DNNL_ARG_SRC_ITER, h0);
            arguments.put(DNNL_ARG_BIAS, bias.values());
            arguments.put(DNNL_ARG_DST_LAYER, y);
            arguments.put(DNNL_ARG_WORKSPACE, workspaceMemory);
        }
        forwardArguments.put(DNNL_ARG_WEIGHTS_LAYER, weightIh.forForward());
        forwardArguments.put(DNNL_ARG_WEIGHTS_ITER, weightHh.forForward());
        backwardArguments.put(DNNL_ARG_WEIGHTS_LAYER, weightIh.forBackward());
        backwardArguments.put(DNNL_ARG_WEIGHTS_ITER, weightHh.forBackward());
        backwardArguments.put(DNNL_ARG_DIFF_DST_LAYER, dy);
        backwardArguments.put(DNNL_ARG_DIFF_SRC_LAYER, dx);
        backwardArguments.put(DNNL_ARG_DIFF_SRC_ITER, dh0);
        backwardArguments.put(DNNL_ARG_DIFF_WEIGHTS_LAYER, weightIh.gradient());
        backwardArguments.put(DNNL_ARG_DIFF_WEIGHTS_ITER, weightHh.gradient());
        backwardArguments.put(DNNL_ARG_DIFF_BIAS, bias.gradient());
    }

    long workspaceFloats() {
        return workspaceFloats;
    }

    void forward(SequenceWeights weights, INDArray in, INDArray first, INDArray out, INDArray workspace) {
        point(in, first, out, workspace);
        bias.read(weights);
        weightIh.packForForward(weights.weightIh(), queue);
        weightHh.packForForward(weights.weightHh(), queue);
        forward.execute(queue, forwardArguments);
        queue._wait();
    }

    void backward(
            SequenceWeights weights,
            INDArray in,
            INDArray first,
            INDArray out,
            INDArray workspace,
            INDArray ofOut,
            SequenceGradients gradients) {
        point(in, first, out, workspace);
        dy.set_data_handle(HostFloats.pointer(ofOut));
        dx.set_data_handle(HostFloats.pointer(gradients.x()));
        dh0.set_data_handle(HostFloats.pointer(gradients.states()[0]));
        bias.read(weights);
        bias.clearGradient();
        weightIh.packForBackward(weights.weightIh(), queue);
        weightHh.packForBackward(weights.weightHh(), queue);
        backward.execute(queue, backwardArguments);
        weightIh.unpackGradient(gradients.weights().weightIh(), queue);
        weightHh.unpackGradient(gradients.weights().weightHh(), queue);
        bias.writeGradient(gradients.weights());
    }

    private void point(INDArray in, INDArray first, INDArray out, INDArray workspace) {
        x.set_data_handle(HostFloats.pointer(in));
        h0.set_data_handle(HostFloats.pointer(first));
        y.set_data_handle(HostFloats.pointer(out));
        workspaceMemory.set_data_handle(HostFloats.pointer(workspace));
    }
}
