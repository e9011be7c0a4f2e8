package org.amadeus.model.lstm;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_ITER_C;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_ITER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS_LAYER;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WORKSPACE;

import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.OneDnnWeights;
import org.amadeus.model.kernel.sequence.SequenceGradients;
import org.amadeus.model.kernel.sequence.SequenceShape;
import org.amadeus.model.kernel.sequence.SequenceWeights;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * oneDNN's LSTM primitives for one shape, forward and backward, with the memory they work in. Its gates lie in PyTorch's
 * order; of the two biases it wants the sum. Not thread-safe.
 */
final class OneDnnLstm {
    private static final int[] ORDER = {0, 1, 2, 3};

    private final stream queue;
    private final lstm_forward forward;
    private final lstm_backward backward;
    private final IntMemoryMap forwardArguments = new IntMemoryMap();
    private final IntMemoryMap backwardArguments = new IntMemoryMap();
    private final float[] both;
    private final FloatPointer bias;
    private final FloatPointer biasGradient;
    private final OneDnnWeights weightIh;
    private final OneDnnWeights weightHh;
    private final long workspaceFloats;
    // Handles without memory of their own: each call points them at its arrays.
    private final memory x;
    private final memory h0;
    private final memory c0;
    private final memory y;
    private final memory workspaceMemory;
    private final memory dy;
    private final memory dx;
    private final memory dh0;
    private final memory dc0;

    OneDnnLstm(SequenceShape s, engine cpu, stream queue) {
        this.queue = queue;
        int hidden = s.hidden();
        memory.desc sequenceIn = desc(memory.format_tag.tnc, s.steps(), s.batch(), s.inputs());
        memory.desc sequenceOut = desc(memory.format_tag.tnc, s.steps(), s.batch(), hidden);
        memory.desc state = desc(memory.format_tag.ldnc, 1, 1, s.batch(), hidden);
        memory.desc anyInput = desc(memory.format_tag.any, 1, 1, s.inputs(), 4, hidden);
        memory.desc anyState = desc(memory.format_tag.any, 1, 1, hidden, 4, hidden);
        memory.desc biases = desc(memory.format_tag.ldgo, 1, 1, 4, hidden);
        memory.desc none = new memory.desc();
        lstm_forward.primitive_desc ahead = new lstm_forward.primitive_desc(
                cpu,
                prop_kind.forward_training,
                rnn_direction.unidirectional_left2right,
                sequenceIn,
                state,
                state,
                anyInput,
                anyState,
                biases,
                sequenceOut,
                none,
                none);
        lstm_backward.primitive_desc back = new lstm_backward.primitive_desc(
                cpu,
                prop_kind.backward,
                rnn_direction.unidirectional_left2right,
                sequenceIn,
                state,
                state,
                anyInput,
                anyState,
                biases,
                sequenceOut,
                none,
                none,
                sequenceIn,
                state,
                state,
                anyInput,
                anyState,
                biases,
                sequenceOut,
                none,
                none,
                ahead);
        forward = new lstm_forward(ahead);
        backward = new lstm_backward(back);
        workspaceFloats = (ahead.workspace_desc().get_size() + Float.BYTES - 1) / Float.BYTES;
        both = new float[4 * hidden];
        bias = new FloatPointer(4L * hidden);
        biasGradient = new FloatPointer(4L * hidden);
        weightIh = new OneDnnWeights(
                s.inputs(),
                hidden,
                ORDER,
                ahead.weights_layer_desc(),
                back.weights_layer_desc(),
                back.diff_weights_layer_desc(),
                cpu);
        weightHh = new OneDnnWeights(
                hidden,
                hidden,
                ORDER,
                ahead.weights_iter_desc(),
                back.weights_iter_desc(),
                back.diff_weights_iter_desc(),
                cpu);
        x = new memory(sequenceIn, cpu, new FloatPointer());
        h0 = new memory(state, cpu, new FloatPointer());
        c0 = new memory(state, cpu, new FloatPointer());
        y = new memory(sequenceOut, cpu, new FloatPointer());
        workspaceMemory = new memory(ahead.workspace_desc(), cpu, new FloatPointer());
        dy = new memory(sequenceOut, cpu, new FloatPointer());
        dx = new memory(sequenceIn, cpu, new FloatPointer());
        dh0 = new memory(state, cpu, new FloatPointer());
        dc0 = new memory(state, cpu, new FloatPointer());
        for (IntMemoryMap arguments : new IntMemoryMap[] {forwardArguments, backwardArguments}) {
            arguments.put(DNNL_ARG_SRC_LAYER, x);
            arguments.put(DNNL_ARG_SRC_ITER, h0);
            arguments.put(DNNL_ARG_SRC_ITER_C, c0);
            arguments.put(DNNL_ARG_BIAS, new memory(biases, cpu, bias));
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
        backwardArguments.put(DNNL_ARG_DIFF_SRC_ITER_C, dc0);
        backwardArguments.put(DNNL_ARG_DIFF_WEIGHTS_LAYER, weightIh.gradient());
        backwardArguments.put(DNNL_ARG_DIFF_WEIGHTS_ITER, weightHh.gradient());
        backwardArguments.put(DNNL_ARG_DIFF_BIAS, new memory(biases, cpu, biasGradient));
    }

    private static memory.desc desc(memory.format_tag layout, long... sizes) {
        return new memory.desc(sizes, memory.data_type.f32, layout);
    }

    long workspaceFloats() {
        return workspaceFloats;
    }

    void forward(SequenceWeights weights, INDArray in, INDArray[] states, INDArray out, INDArray workspace) {
        point(weights, in, states, out, workspace);
        weightIh.packForForward(weights.weightIh(), queue);
        weightHh.packForForward(weights.weightHh(), queue);
        forward.execute(queue, forwardArguments);
        queue._wait();
    }

    void backward(
            SequenceWeights weights,
            INDArray in,
            INDArray[] states,
            INDArray out,
            INDArray workspace,
            INDArray ofOut,
            SequenceGradients gradients) {
        point(weights, in, states, out, workspace);
        dy.set_data_handle(HostFloats.pointer(ofOut));
        dx.set_data_handle(HostFloats.pointer(gradients.x()));
        dh0.set_data_handle(HostFloats.pointer(gradients.states()[0]));
        dc0.set_data_handle(HostFloats.pointer(gradients.states()[1]));
        // oneDNN adds to what it finds there.
        Pointer.memset(biasGradient, 0, (long) both.length * Float.BYTES);
        weightIh.packForBackward(weights.weightIh(), queue);
        weightHh.packForBackward(weights.weightHh(), queue);
        backward.execute(queue, backwardArguments);
        weightIh.unpackGradient(gradients.weights().weightIh(), queue);
        weightHh.unpackGradient(gradients.weights().weightHh(), queue);
        biasGradient.get(both);
        HostFloats.write(both, gradients.weights().biasIh());
        HostFloats.write(both, gradients.weights().biasHh());
    }

    private void point(SequenceWeights weights, INDArray in, INDArray[] states, INDArray out, INDArray workspace) {
        x.set_data_handle(HostFloats.pointer(in));
        h0.set_data_handle(HostFloats.pointer(states[0]));
        c0.set_data_handle(HostFloats.pointer(states[1]));
        y.set_data_handle(HostFloats.pointer(out));
        workspaceMemory.set_data_handle(HostFloats.pointer(workspace));
        float[] ofState = new float[both.length];
        HostFloats.read(weights.biasIh(), both);
        HostFloats.read(weights.biasHh(), ofState);
        for (int i = 0; i < both.length; i++) {
            both[i] += ofState[i];
        }
        bias.put(both);
    }
}
