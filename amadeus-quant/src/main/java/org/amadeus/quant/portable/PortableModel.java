package org.amadeus.quant.portable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;

/**
 * A Performance RNN of GRU layers with int8 weights. E events, C controls, I init, H hidden, L layers.
 *
 * @param card      what to tell of it, in the order to show it
 * @param initial   [L*H, I], the first states are tanh of it
 * @param embedding [E, E] of rows an event's, without a bias
 * @param input     [H, E+1+C], of the event's embedding and the condition
 * @param ofInput   of each layer [3H, H], rows r, z, n
 * @param ofState   of each layer [3H, H], rows r, z, n
 * @param output    [E, L*H], the logits
 */
public record PortableModel(
        ModelConfig config,
        Map<String, String> card,
        PortableLayer initial,
        PortableLayer embedding,
        PortableLayer input,
        List<PortableLayer> ofInput,
        List<PortableLayer> ofState,
        PortableLayer output) {

    /** @throws IllegalArgumentException where a layer is not of the size that the configuration says */
    public PortableModel {
        card = Collections.unmodifiableMap(new LinkedHashMap<>(card));
        ofInput = List.copyOf(ofInput);
        ofState = List.copyOf(ofState);
        int hidden = config.hiddenDim();
        int layers = config.gruLayers();
        require("the first states", initial, layers * hidden, config.initDim());
        require("the embedding", embedding, config.eventDim(), config.eventDim());
        require("the input", input, hidden, config.inputDim());
        require("the output", output, config.eventDim(), layers * hidden);
        if (ofInput.size() != layers || ofState.size() != layers) {
            throw new IllegalArgumentException("there are not " + layers + " recurrent layers");
        }
        for (int layer = 0; layer < layers; layer++) {
            require("a recurrent layer", ofInput.get(layer), 3 * hidden, hidden);
            require("a recurrent layer", ofState.get(layer), 3 * hidden, hidden);
        }
    }

    private static void require(String name, PortableLayer layer, int rows, int columns) {
        if (layer.rows() != rows || layer.columns() != columns) {
            throw new IllegalArgumentException(name + " is [" + layer.rows() + ", " + layer.columns()
                    + "], the configuration says [" + rows + ", " + columns + "]");
        }
    }
}
