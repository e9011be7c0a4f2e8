package org.amadeus.model.kernel.sequence;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One weight matrix of a recurrent layer on its way to oneDNN and its gradient on the way back. oneDNN wants the gates in
 * an order of its own, and the numbers in layouts of its own choice, one for each direction.
 */
final class OneDnnWeights {
    /** Numbers of one gate's rows. */
    private final long gate;

    private final int[] order;
    private final FloatPointer plainValues;
    private final memory plain;
    private final memory forForward;
    private final memory forBackward;
    private final memory gradient;
    private final reorder toForward;
    private final reorder toBackward;
    private final reorder fromGradient;

    /**
     * @param columns I or H
     * @param order   which of PyTorch's gates is oneDNN's first, second ..; its own inverse
     */
    OneDnnWeights(
            int columns,
            int hidden,
            int[] order,
            memory.desc forward,
            memory.desc backward,
            memory.desc ofGradient,
            engine cpu) {
        this.order = order;
        gate = (long) columns * hidden;
        plainValues = new FloatPointer(order.length * gate);
        // Dimensions are named in oneDNN's order (layer, direction, input, gate, output); in memory they are g, o, i.
        memory.desc rows = new memory.desc(
                new long[] {1, 1, columns, order.length, hidden}, memory.data_type.f32, memory.format_tag.ldgoi);
        plain = new memory(rows, cpu, plainValues);
        forForward = new memory(forward, cpu);
        forBackward = new memory(backward, cpu);
        gradient = new memory(ofGradient, cpu);
        toForward = new reorder(plain, forForward);
        toBackward = new reorder(plain, forBackward);
        fromGradient = new reorder(gradient, plain);
    }

    memory forForward() {
        return forForward;
    }

    memory forBackward() {
        return forBackward;
    }

    memory gradient() {
        return gradient;
    }

    void packForForward(INDArray weights, stream queue) {
        swapGates(HostFloats.pointer(weights), plainValues);
        toForward.execute(queue, plain, forForward);
    }

    void packForBackward(INDArray weights, stream queue) {
        swapGates(HostFloats.pointer(weights), plainValues);
        toBackward.execute(queue, plain, forBackward);
        // oneDNN adds to what it finds there.
        Pointer.memset(gradient.get_data_handle(), 0, gradient.get_desc().get_size());
    }

    void unpackGradient(INDArray weights, stream queue) {
        fromGradient.execute(queue, gradient, plain);
        queue._wait();
        swapGates(plainValues, HostFloats.pointer(weights));
    }

    private void swapGates(FloatPointer from, FloatPointer to) {
        for (int k = 0; k < order.length; k++) {
            Pointer.memcpy(to.getPointer(k * gate), from.getPointer(order[k] * gate), gate * Float.BYTES);
        }
    }
}
