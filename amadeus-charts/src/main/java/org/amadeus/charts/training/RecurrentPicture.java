package org.amadeus.charts.training;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Draws a GRU or LSTM layer for the model page. DL4J has none with PyTorch's two biases; this one is read off for its sizes
 * and never run.
 */
final class RecurrentPicture extends FeedForwardLayer.Builder<RecurrentPicture> {
    private final int gates;

    /** @param gates rows of a weight matrix for each unit */
    RecurrentPicture(int gates) {
        this.gates = gates;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Recurrent build() {
        return new Recurrent(this);
    }

    /** What is drawn. Its name is the type shown, and it travels as JSON, hence the empty constructor and the accessors. */
    static final class Recurrent extends FeedForwardLayer {
        private static final long serialVersionUID = 1L;

        private int gates;

        Recurrent() {}

        private Recurrent(RecurrentPicture builder) {
            super(builder);
            gates = builder.gates;
        }

        public int getGates() {
            return gates;
        }

        public void setGates(int count) {
            gates = count;
        }

        @Override
        public ParamInitializer initializer() {
            return new Sizes();
        }

        @Override
        public Layer instantiate(
                NeuralNetConfiguration configuration,
                Collection<TrainingListener> listeners,
                int index,
                INDArray parameters,
                boolean initialize,
                DataType type) {
            throw new UnsupportedOperationException("A picture of a layer cannot be run");
        }

        @Override
        public LayerMemoryReport getMemoryReport(InputType inputType) {
            throw new UnsupportedOperationException("A picture of a layer uses no memory");
        }
    }

    /** Two matrices [G*H, in], [G*H, H] and two biases [G*H]. */
    private static final class Sizes extends DefaultParamInitializer {
        @Override
        public long numParams(org.deeplearning4j.nn.conf.layers.Layer layer) {
            Recurrent cell = (Recurrent) layer;
            return cell.gates * cell.getNOut() * (cell.getNIn() + cell.getNOut() + 2);
        }

        @Override
        public List<String> paramKeys(org.deeplearning4j.nn.conf.layers.Layer layer) {
            return List.of("W", "RW", "b", "Rb");
        }

        @Override
        public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
            throw new UnsupportedOperationException("A picture of a layer has no parameters");
        }
    }
}
