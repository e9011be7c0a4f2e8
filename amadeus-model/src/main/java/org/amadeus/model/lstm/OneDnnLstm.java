package org.amadeus.model.lstm;

import org.amadeus.model.kernel.sequence.OneDnnCell;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.prop_kind;
import org.bytedeco.dnnl.global.dnnl.rnn_direction;
import org.bytedeco.dnnl.lstm_backward;
import org.bytedeco.dnnl.lstm_forward;
import org.bytedeco.dnnl.rnn_primitive_desc_base;

/** oneDNN's LSTM: gates in PyTorch's order; of the two biases it wants the sum. */
final class OneDnnLstm implements OneDnnCell {
    @Override
    public int[] order() {
        return new int[] {0, 1, 2, 3};
    }

    @Override
    public rnn_primitive_desc_base forward(engine cpu, Memories m) {
        return new lstm_forward.primitive_desc(
                cpu,
                prop_kind.forward_training,
                rnn_direction.unidirectional_left2right,
                m.in(),
                m.state(),
                m.state(),
                m.weightIh(),
                m.weightHh(),
                m.bias(),
                m.out(),
                m.none(),
                m.none());
    }

    @Override
    public rnn_primitive_desc_base backward(engine cpu, Memories m, rnn_primitive_desc_base forward) {
        return new lstm_backward.primitive_desc(
                cpu,
                prop_kind.backward,
                rnn_direction.unidirectional_left2right,
                m.in(),
                m.state(),
                m.state(),
                m.weightIh(),
                m.weightHh(),
                m.bias(),
                m.out(),
                m.none(),
                m.none(),
                m.in(),
                m.state(),
                m.state(),
                m.weightIh(),
                m.weightHh(),
                m.bias(),
                m.out(),
                m.none(),
                m.none(),
                (lstm_forward.primitive_desc) forward);
    }

    @Override
    public float[] bias(float[] ofInput, float[] ofState) {
        float[] rows = ofInput.clone();
        for (int i = 0; i < rows.length; i++) {
            rows[i] += ofState[i];
        }
        return rows;
    }

    @Override
    public void biasGradients(float[] rows, float[] ofInput, float[] ofState) {
        System.arraycopy(rows, 0, ofInput, 0, rows.length);
        System.arraycopy(rows, 0, ofState, 0, rows.length);
    }
}
