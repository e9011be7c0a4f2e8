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
 * A GRU layer as the model page shows it. DL4J has none; this one is read off for its sizes and never run. Its class
 * name without "Layer" is the type shown, and it travels as JSON, hence the empty constructor.
 */
final class GruLayer extends FeedForwardLayer {
    private static final long serialVersionUID = 1L;

    GruLayer() {}

    private GruLayer(Builder builder) {
        super(builder);
    }

    @Override
    public ParamInitializer initializer() {
        return new GruSizes();
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

    /** Two matrices [3H, in], [3H, H] and two biases [3H]. */
    private static final class GruSizes extends DefaultParamInitializer {
        @Override
        public long numParams(org.deeplearning4j.nn.conf.layers.Layer layer) {
            GruLayer gru = (GruLayer) layer;
            return 3 * gru.nOut * (gru.nIn + gru.nOut + 2);
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

    static final class Builder extends FeedForwardLayer.Builder<Builder> {
        @Override
        @SuppressWarnings("unchecked")
        public GruLayer build() {
            return new GruLayer(this);
        }
    }
}
