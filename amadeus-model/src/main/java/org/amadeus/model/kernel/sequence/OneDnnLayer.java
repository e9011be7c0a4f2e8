package org.amadeus.model.kernel.sequence;

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

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.rnn_primitive_desc_base;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/** oneDNN's primitives for a layer of one shape, forward and backward, with the memory they work in. Not thread-safe. */
final class OneDnnLayer {
    private static final int[] STATES = {DNNL_ARG_SRC_ITER, DNNL_ARG_SRC_ITER_C};
    private static final int[] STATE_GRADIENTS = {DNNL_ARG_DIFF_SRC_ITER, DNNL_ARG_DIFF_SRC_ITER_C};

    private final OneDnnCell cell;
    private final stream queue;
    private final primitive forward;
    private final primitive backward;
    private final IntMemoryMap forwardArguments = new IntMemoryMap();
    private final IntMemoryMap backwardArguments = new IntMemoryMap();
    private final FloatPointer bias;
    private final FloatPointer biasGradient;
    private final OneDnnWeights weightIh;
    private final OneDnnWeights weightHh;
    private final long workspaceFloats;
    // Handles without memory of their own: each call points them at its arrays.
    private final memory x;
    private final memory[] states;
    private final memory y;
    private final memory workspace;
    private final memory dy;
    private final memory dx;
    private final memory[] stateGradients;

    OneDnnLayer(int stateCount, OneDnnCell cell, SequenceShape s, engine cpu) {
        this.cell = cell;
        this.queue = new stream(cpu);
        int hidden = s.hidden();
        int[] order = cell.order();
        OneDnnCell.Memories m = new OneDnnCell.Memories(
                desc(memory.format_tag.tnc, s.steps(), s.batch(), s.inputs()),
                desc(memory.format_tag.ldnc, 1, 1, s.batch(), hidden),
                desc(memory.format_tag.any, 1, 1, s.inputs(), order.length, hidden),
                desc(memory.format_tag.any, 1, 1, hidden, order.length, hidden),
                desc(memory.format_tag.ldgo, 1, 1, 4, hidden),
                desc(memory.format_tag.tnc, s.steps(), s.batch(), hidden),
                new memory.desc());
        rnn_primitive_desc_base ahead = cell.forward(cpu, m);
        rnn_primitive_desc_base back = cell.backward(cpu, m, ahead);
        forward = new primitive(ahead);
        backward = new primitive(back);
        workspaceFloats = (ahead.workspace_desc().get_size() + Float.BYTES - 1) / Float.BYTES;
        bias = new FloatPointer(4L * hidden);
        biasGradient = new FloatPointer(4L * hidden);
        weightIh = new OneDnnWeights(
                s.inputs(),
                hidden,
                order,
                ahead.weights_layer_desc(),
                back.weights_layer_desc(),
                back.diff_weights_layer_desc(),
                cpu);
        weightHh = new OneDnnWeights(
                hidden,
                hidden,
                order,
                ahead.weights_iter_desc(),
                back.weights_iter_desc(),
                back.diff_weights_iter_desc(),
                cpu);
        x = new memory(m.in(), cpu, new FloatPointer());
        y = new memory(m.out(), cpu, new FloatPointer());
        workspace = new memory(ahead.workspace_desc(), cpu, new FloatPointer());
        dx = new memory(m.in(), cpu, new FloatPointer());
        dy = new memory(m.out(), cpu, new FloatPointer());
        states = new memory[stateCount];
        stateGradients = new memory[stateCount];
        for (int i = 0; i < states.length; i++) {
            states[i] = new memory(m.state(), cpu, new FloatPointer());
            stateGradients[i] = new memory(m.state(), cpu, new FloatPointer());
            forwardArguments.put(STATES[i], states[i]);
            backwardArguments.put(STATES[i], states[i]);
            backwardArguments.put(STATE_GRADIENTS[i], stateGradients[i]);
        }
        for (IntMemoryMap arguments : new IntMemoryMap[] {forwardArguments, backwardArguments}) {
            arguments.put(DNNL_ARG_SRC_LAYER, x);
            arguments.put(DNNL_ARG_BIAS, new memory(m.bias(), cpu, bias));
            arguments.put(DNNL_ARG_DST_LAYER, y);
            arguments.put(DNNL_ARG_WORKSPACE, workspace);
        }
        forwardArguments.put(DNNL_ARG_WEIGHTS_LAYER, weightIh.forForward());
        forwardArguments.put(DNNL_ARG_WEIGHTS_ITER, weightHh.forForward());
        backwardArguments.put(DNNL_ARG_WEIGHTS_LAYER, weightIh.forBackward());
        backwardArguments.put(DNNL_ARG_WEIGHTS_ITER, weightHh.forBackward());
        backwardArguments.put(DNNL_ARG_DIFF_DST_LAYER, dy);
        backwardArguments.put(DNNL_ARG_DIFF_SRC_LAYER, dx);
        backwardArguments.put(DNNL_ARG_DIFF_WEIGHTS_LAYER, weightIh.gradient());
        backwardArguments.put(DNNL_ARG_DIFF_WEIGHTS_ITER, weightHh.gradient());
        backwardArguments.put(DNNL_ARG_DIFF_BIAS, new memory(m.bias(), cpu, biasGradient));
    }

    private static memory.desc desc(memory.format_tag layout, long... sizes) {
        return new memory.desc(sizes, memory.data_type.f32, layout);
    }

    long workspaceFloats() {
        return workspaceFloats;
    }

    void forward(SequenceArrays in, INDArray output, INDArray left) {
        point(in, output, left);
        weightIh.packForForward(in.weightIh(), queue);
        weightHh.packForForward(in.weightHh(), queue);
        forward.execute(queue, forwardArguments);
        queue._wait();
    }

    void backward(SequenceArrays in, INDArray output, INDArray left, INDArray ofY, SequenceArrays gradients) {
        point(in, output, left);
        point(dy, ofY);
        point(dx, gradients.x());
        for (int i = 0; i < states.length; i++) {
            point(stateGradients[i], gradients.states()[i]);
        }
        // oneDNN adds to what it finds there.
        Pointer.memset(biasGradient, 0, biasGradient.capacity() * Float.BYTES);
        weightIh.packForBackward(in.weightIh(), queue);
        weightHh.packForBackward(in.weightHh(), queue);
        backward.execute(queue, backwardArguments);
        weightIh.unpackGradient(gradients.weightIh(), queue);
        weightHh.unpackGradient(gradients.weightHh(), queue);
        float[] rows = new float[(int) biasGradient.capacity()];
        biasGradient.get(rows);
        float[] ofInput = new float[(int) gradients.biasIh().length()];
        float[] ofState = ofInput.clone();
        cell.biasGradients(rows, ofInput, ofState);
        HostFloats.write(ofInput, gradients.biasIh());
        HostFloats.write(ofState, gradients.biasHh());
    }

    private void point(SequenceArrays in, INDArray output, INDArray left) {
        point(x, in.x());
        point(y, output);
        point(workspace, left);
        for (int i = 0; i < states.length; i++) {
            point(states[i], in.states()[i]);
        }
        bias.put(cell.bias(HostFloats.read(in.biasIh()), HostFloats.read(in.biasHh())));
    }

    private static void point(memory handle, INDArray array) {
        handle.set_data_handle(HostFloats.pointer(array));
    }
}
