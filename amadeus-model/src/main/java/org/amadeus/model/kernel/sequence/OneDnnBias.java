package org.amadeus.model.kernel.sequence;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The biases of a GRU layer as oneDNN wants them: rows z and r, each the sum of both biases, then n's of the input and
 * n's of the state apart.
 */
final class OneDnnBias {
    private final int units;
    private final FloatPointer values;
    private final FloatPointer gradients;
    private final memory valueMemory;
    private final memory gradientMemory;

    OneDnnBias(int hidden, memory.desc layout, engine cpu) {
        units = hidden;
        values = new FloatPointer(4L * hidden);
        gradients = new FloatPointer(4L * hidden);
        valueMemory = new memory(layout, cpu, values);
        gradientMemory = new memory(layout, cpu, gradients);
    }

    memory values() {
        return valueMemory;
    }

    memory gradient() {
        return gradientMemory;
    }

    /** oneDNN adds to what it finds there. */
    void clearGradient() {
        Pointer.memset(gradients, 0, 4L * units * Float.BYTES);
    }

    void read(SequenceWeights weights) {
        float[] weightIh = new float[3 * units];
        float[] weightHh = new float[3 * units];
        HostFloats.pointer(weights.biasIh()).get(weightIh);
        HostFloats.pointer(weights.biasHh()).get(weightHh);
        float[] rows = new float[4 * units];
        for (int j = 0; j < units; j++) {
            rows[j] = weightIh[units + j] + weightHh[units + j];
            rows[units + j] = weightIh[j] + weightHh[j];
            rows[2 * units + j] = weightIh[2 * units + j];
            rows[3 * units + j] = weightHh[2 * units + j];
        }
        values.put(rows);
    }

    void writeGradient(SequenceWeights weights) {
        float[] rows = new float[4 * units];
        gradients.get(rows);
        float[] both = new float[3 * units];
        System.arraycopy(rows, units, both, 0, units);
        System.arraycopy(rows, 0, both, units, units);
        System.arraycopy(rows, 2 * units, both, 2 * units, units);
        HostFloats.pointer(weights.biasIh()).put(both);
        System.arraycopy(rows, 3 * units, both, 2 * units, units);
        HostFloats.pointer(weights.biasHh()).put(both);
    }
}
