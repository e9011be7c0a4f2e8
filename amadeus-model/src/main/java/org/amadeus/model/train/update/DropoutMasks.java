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
     * The inputs of an iteration with its masks, where the model has dropout; valid until the next call.
     *
     * @param inputs as {@link TrainingGraph#inputs} makes them; not changed
     */
    Map<String, INDArray> addedTo(Map<String, INDArray> inputs, IterationDraws draws) {
        return addedTo(inputs, draws, 0, (int) inputs.get(PerformanceRnn.EVENT).size(1));
    }

    /**
     * Likewise, of a part of a batch: its windows' masks are those that they have in the whole.
     *
     * @param first the place of the part's first window
     * @param whole windows of the batch
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
        if (HostFloats.available()) {
            draw(draws, layer, first, whole, HostFloats.buffer(masks[layer]));
        } else {
            float[] values = new float[Math.toIntExact(masks[layer].length())];
            draw(draws, layer, first, whole, FloatBuffer.wrap(values));
            HostFloats.write(values, masks[layer]);
        }
    }

    private void draw(IterationDraws draws, int layer, int first, int whole, FloatBuffer mask) {
        int windows = (int) masks[layer].size(1);
        if (windows == whole) {
            draws.dropout(layer, config.gruDropout(), mask);
        } else {
            draws.dropout(layer, config.gruDropout(), mask, config.hiddenDim(), first, windows, whole);
        }
    }
}
