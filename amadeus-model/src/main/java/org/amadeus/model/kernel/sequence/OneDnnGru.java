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
    private final stream queue;
    private final lbr_gru_forward forward;
    private final lbr_gru_backward backward;
    private final IntMemoryMap forwardArguments = new IntMemoryMap();
    private final IntMemoryMap backwardArguments = new IntMemoryMap();
    private final OneDnnBias bias;
    private final OneDnnWeights ofInput;
    private final OneDnnWeights ofState;
    private final long workspaceFloats;
    // Handles without memory of their own: each call points them at its arrays.
    private final memory x;
    private final memory h0;
    private final memory y;
    private final memory workspace;
    private final memory dy;
    private final memory dx;
    private final memory dh0;

    OneDnnGru(GruShape s, engine cpu, stream queue) {
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
        ofInput = new OneDnnWeights(
                s.inputs(),
                s.hidden(),
                ahead.weights_layer_desc(),
                back.weights_layer_desc(),
                back.diff_weights_layer_desc(),
                cpu);
        ofState = new OneDnnWeights(
                s.hidden(),
                s.hidden(),
                ahead.weights_iter_desc(),
                back.weights_iter_desc(),
                back.diff_weights_iter_desc(),
                cpu);
        x = new memory(sequenceIn, cpu, new FloatPointer());
        h0 = new memory(state, cpu, new FloatPointer());
        y = new memory(sequenceOut, cpu, new FloatPointer());
        workspace = new memory(ahead.workspace_desc(), cpu, new FloatPointer());
        dy = new memory(sequenceOut, cpu, new FloatPointer());
        dx = new memory(sequenceIn, cpu, new FloatPointer());
        dh0 = new memory(state, cpu, new FloatPointer());
        for (IntMemoryMap arguments : new IntMemoryMap[] {forwardArguments, backwardArguments}) {
            arguments.put(DNNL_ARG_SRC_LAYER, x);
            arguments.put(DNNL_ARG_SRC_ITER, h0);
            arguments.put(DNNL_ARG_BIAS, bias.values());
            arguments.put(DNNL_ARG_DST_LAYER, y);
            arguments.put(DNNL_ARG_WORKSPACE, workspace);
        }
        forwardArguments.put(DNNL_ARG_WEIGHTS_LAYER, ofInput.forForward());
        forwardArguments.put(DNNL_ARG_WEIGHTS_ITER, ofState.forForward());
        backwardArguments.put(DNNL_ARG_WEIGHTS_LAYER, ofInput.forBackward());
        backwardArguments.put(DNNL_ARG_WEIGHTS_ITER, ofState.forBackward());
        backwardArguments.put(DNNL_ARG_DIFF_DST_LAYER, dy);
        backwardArguments.put(DNNL_ARG_DIFF_SRC_LAYER, dx);
        backwardArguments.put(DNNL_ARG_DIFF_SRC_ITER, dh0);
        backwardArguments.put(DNNL_ARG_DIFF_WEIGHTS_LAYER, ofInput.gradient());
        backwardArguments.put(DNNL_ARG_DIFF_WEIGHTS_ITER, ofState.gradient());
        backwardArguments.put(DNNL_ARG_DIFF_BIAS, bias.gradient());
    }

    long workspaceFloats() {
        return workspaceFloats;
    }

    void forward(GruWeights weights, INDArray in, INDArray first, INDArray out, INDArray tape) {
        point(in, first, out, tape);
        bias.read(weights);
        ofInput.packForForward(weights.ofInput(), queue);
        ofState.packForForward(weights.ofState(), queue);
        forward.execute(queue, forwardArguments);
        queue._wait();
    }

    void backward(
            GruWeights weights,
            INDArray in,
            INDArray first,
            INDArray out,
            INDArray tape,
            INDArray ofOut,
            GruGradients gradients) {
        point(in, first, out, tape);
        dy.set_data_handle(HostFloats.pointer(ofOut));
        dx.set_data_handle(HostFloats.pointer(gradients.x()));
        dh0.set_data_handle(HostFloats.pointer(gradients.h0()));
        bias.read(weights);
        bias.clearGradient();
        ofInput.packForBackward(weights.ofInput(), queue);
        ofState.packForBackward(weights.ofState(), queue);
        backward.execute(queue, backwardArguments);
        ofInput.unpackGradient(gradients.weights().ofInput(), queue);
        ofState.unpackGradient(gradients.weights().ofState(), queue);
        bias.writeGradient(gradients.weights());
    }

    private void point(INDArray in, INDArray first, INDArray out, INDArray tape) {
        x.set_data_handle(HostFloats.pointer(in));
        h0.set_data_handle(HostFloats.pointer(first));
        y.set_data_handle(HostFloats.pointer(out));
        workspace.set_data_handle(HostFloats.pointer(tape));
    }
}
