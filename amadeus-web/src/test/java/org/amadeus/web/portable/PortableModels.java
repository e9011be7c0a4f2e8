package org.amadeus.web.portable;

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
        List<PortableLayer> all = new ArrayList<>();
        all.add(layer(random, layers * hidden, init));
        all.add(layer(random, 240, 240));
        all.add(layer(random, hidden, config.inputDim()));
        for (int layer = 0; layer < 2 * layers; layer++) {
            all.add(layer(random, 3 * hidden, hidden));
        }
        all.add(layer(random, 240, layers * hidden));
        return new PortableModel(config, Map.of("name", "made up"), all);
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
