package org.amadeus.web.portable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;

/**
 * A Performance RNN of GRU layers with int8 weights. E events, C controls, I init, H hidden, L layers.
 *
 * @param card   what to tell of it, in the order to show it
 * @param layers {@link #initial}, {@link #embedding}, {@link #input}, of each recurrent layer {@link #ofInput} and
 *               {@link #ofState}, {@link #output}
 */
public record PortableModel(ModelConfig config, Map<String, String> card, List<PortableLayer> layers) {
    /** How large a layer is. */
    record Size(String name, long rows, long columns) {
        private void require(PortableLayer layer) {
            if (layer.rows() != rows || layer.columns() != columns) {
                throw new IllegalArgumentException(name + " is [" + layer.rows() + ", " + layer.columns()
                        + "], the configuration says [" + rows + ", " + columns + "]");
            }
        }
    }

    /** @throws IllegalArgumentException where a layer is not of the size that the configuration says */
    public PortableModel {
        card = Collections.unmodifiableMap(new LinkedHashMap<>(card));
        layers = List.copyOf(layers);
        List<Size> sizes = sizes(config);
        if (layers.size() != sizes.size()) {
            throw new IllegalArgumentException("there are not " + config.gruLayers() + " recurrent layers");
        }
        for (int i = 0; i < layers.size(); i++) {
            sizes.get(i).require(layers.get(i));
        }
    }

    /** The sizes of a model's layers, in the order of {@link #layers}. */
    static List<Size> sizes(ModelConfig config) {
        long hidden = config.hiddenDim();
        long all = config.gruLayers() * hidden;
        List<Size> sizes = new ArrayList<>(List.of(
                new Size("the first states", all, config.initDim()),
                new Size("the embedding", config.eventDim(), config.eventDim()),
                new Size("the input", hidden, config.inputDim())));
        sizes.addAll(Collections.nCopies(2 * config.gruLayers(), new Size("a recurrent layer", 3 * hidden, hidden)));
        sizes.add(new Size("the output", config.eventDim(), all));
        return sizes;
    }

    /** [L*H, I], the first states are tanh of it. */
    public PortableLayer initial() {
        return layers.get(0);
    }

    /** [E, E] of rows an event's, without a bias. */
    public PortableLayer embedding() {
        return layers.get(1);
    }

    /** [H, E+1+C], of the event's embedding and the condition. */
    public PortableLayer input() {
        return layers.get(2);
    }

    /** [3H, H] of a recurrent layer, rows r, z, n. */
    public PortableLayer ofInput(int layer) {
        return layers.get(3 + 2 * layer);
    }

    /** [3H, H] of a recurrent layer, rows r, z, n. */
    public PortableLayer ofState(int layer) {
        return layers.get(4 + 2 * layer);
    }

    /** [E, L*H], the logits. */
    public PortableLayer output() {
        return layers.get(layers.size() - 1);
    }
}
