package org.amadeus.model.train.update;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.window.IterationDraws;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The dropout masks of one iteration after the other, in the same memory: 26 MB a mask of the default model. */
final class DropoutMasks implements AutoCloseable {
    private final ModelConfig config;
    private INDArray[] masks = {};

    DropoutMasks(ModelConfig config) {
        this.config = config;
    }

    /**
     * The inputs of a part of a batch with its masks, where the model has dropout: those that its windows have in the whole.
     * Valid until the next call.
     *
     * @param inputs by placeholder of a {@link TrainingGraph}; not changed
     * @param first  the place of the part's first window
     * @param whole  windows of the batch
     */
    Map<String, INDArray> addedTo(Map<String, INDArray> inputs, IterationDraws draws, int first, int whole) {
        Map<String, INDArray> all = new HashMap<>(inputs);
        if (config.gruDropout() > 0) {
            INDArray event = inputs.get(PerformanceRnn.EVENT);
            allocate(event.size(0), event.size(1));
            for (int layer = 0; layer < masks.length; layer++) {
                draw(draws, layer, first, whole);
                all.put(PerformanceRnn.dropout(layer), masks[layer]);
            }
        }
        return all;
    }

    /** Frees them. */
    @Override
    public void close() {
        Arrays.stream(masks).filter(INDArray::closeable).forEach(INDArray::close);
        masks = new INDArray[0];
    }

    private void allocate(long steps, long windows) {
        if (masks.length > 0 && masks[0].size(0) == steps && masks[0].size(1) == windows) {
            return;
        }
        close();
        masks = new INDArray[config.gruLayers() - 1];
        for (int layer = 0; layer < masks.length; layer++) {
            masks[layer] = Nd4j.createUninitialized(DataType.FLOAT, steps, windows, config.hiddenDim());
        }
    }

    private void draw(IterationDraws draws, int layer, int first, int whole) {
        INDArray mask = masks[layer];
        FloatBuffer values =
                HostFloats.available() ? HostFloats.buffer(mask) : FloatBuffer.allocate(Math.toIntExact(mask.length()));
        draws.dropout(layer, config.gruDropout(), values, config.hiddenDim(), first, (int) mask.size(1), whole);
        if (!HostFloats.available()) {
            HostFloats.write(values.array(), mask);
        }
    }
}
