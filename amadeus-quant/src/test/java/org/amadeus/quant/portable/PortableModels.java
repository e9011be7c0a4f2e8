package org.amadeus.quant.portable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.controls.Control;
import org.amadeus.model.network.ModelConfig;

/** Small models of random numbers. */
final class PortableModels {
    private PortableModels() {}

    static PortableModel random(int hidden, int layers, int init) {
        Random random = new Random(hidden);
        ModelConfig config = new ModelConfig(init, 240, Control.SIZE, hidden, layers, 0, CodecProfile.EXPRESSIVE);
        List<PortableLayer> ofInput = new ArrayList<>();
        List<PortableLayer> ofState = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            ofInput.add(layer(random, 3 * hidden, hidden));
            ofState.add(layer(random, 3 * hidden, hidden));
        }
        return new PortableModel(
                config,
                Map.of("name", "made up"),
                layer(random, layers * hidden, init),
                layer(random, 240, 240),
                layer(random, hidden, config.inputDim()),
                ofInput,
                ofState,
                layer(random, 240, layers * hidden));
    }

    static PortableLayer layer(Random random, int rows, int columns) {
        byte[] weights = new byte[rows * columns];
        float[] steps = new float[rows];
        float[] bias = new float[rows];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (byte) (random.nextInt(255) - 127);
        }
        for (int row = 0; row < rows; row++) {
            steps[row] = random.nextFloat() / 500;
            bias[row] = random.nextFloat() - 0.5f;
        }
        return new PortableLayer(rows, columns, weights, steps, bias);
    }
}
