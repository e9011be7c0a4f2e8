package org.amadeus.model.kernel.sequence;

import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lbr_gru_backward;
import org.bytedeco.dnnl.lbr_gru_forward;
import org.bytedeco.dnnl.rnn_primitive_desc_base;

/**
 * oneDNN's {@code lbr_gru}: gates in the order z, r, n; of the biases, rows z and r, each the sum of both, then n's of the
 * input and n's of the state apart.
 */
final class OneDnnGru implements OneDnnCell {
    @Override
    public int[] order() {
        return new int[] {1, 0, 2};
    }

    @Override
    public rnn_primitive_desc_base forward(engine cpu, Memories m) {
        return new lbr_gru_forward.primitive_desc(
                cpu,
                prop_kind.forward_training,
                rnn_direction.unidirectional_left2right,
                m.in(),
                m.state(),
                m.weightIh(),
                m.weightHh(),
                m.bias(),
                m.out(),
                m.none());
    }

    @Override
    public rnn_primitive_desc_base backward(engine cpu, Memories m, rnn_primitive_desc_base forward) {
        return new lbr_gru_backward.primitive_desc(
                cpu,
                prop_kind.backward,
                rnn_direction.unidirectional_left2right,
                m.in(),
                m.state(),
                m.weightIh(),
                m.weightHh(),
                m.bias(),
                m.out(),
                m.none(),
                m.in(),
                m.state(),
                m.weightIh(),
                m.weightHh(),
                m.bias(),
                m.out(),
                m.none(),
                (lbr_gru_forward.primitive_desc) forward);
    }

    @Override
    public float[] bias(float[] ofInput, float[] ofState) {
        int units = ofInput.length / 3;
        float[] rows = new float[4 * units];
        for (int j = 0; j < units; j++) {
            rows[j] = ofInput[units + j] + ofState[units + j];
            rows[units + j] = ofInput[j] + ofState[j];
            rows[2 * units + j] = ofInput[2 * units + j];
            rows[3 * units + j] = ofState[2 * units + j];
        }
        return rows;
    }

    @Override
    public void biasGradients(float[] rows, float[] ofInput, float[] ofState) {
        int units = ofInput.length / 3;
        for (float[] bias : new float[][] {ofInput, ofState}) {
            System.arraycopy(rows, units, bias, 0, units);
            System.arraycopy(rows, 0, bias, units, units);
        }
        System.arraycopy(rows, 2 * units, ofInput, 2 * units, units);
        System.arraycopy(rows, 3 * units, ofState, 2 * units, units);
    }
}
