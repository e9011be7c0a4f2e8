package org.amadeus.web.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.GruCell;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionSummary;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.web.portable.PortableLayer;
import org.amadeus.web.portable.PortableModel;

/** Makes a portable model of a session: all its matrices in int8, each row under a step of its own. */
public final class PortableSession {
    private PortableSession() {}

    /**
     * The portable model. Weights that are int8 under symmetric steps stay the same integers; others, float or int4, are
     * rounded to int8.
     *
     * @param name    what its card calls the model
     * @param session plain or quantized by any scheme; it stays as it is
     * @throws AmadeusException where its layers are no GRU, or it does not play the piano's events
     */
    public static PortableModel of(String name, Session session) {
        ModelConfig config = session.config();
        config.requirePiano(name);
        if (!(config.cell() instanceof GruCell)) {
            throw new AmadeusException(name + ": has layers of the kind "
                    + config.cell().id() + ", a browser plays models with gru alone");
        }
        Session floats = session.isPlain() ? session : FloatSession.of(session);
        Parameters parameters = StepGraph.parameters(config, floats.stepGraph());
        int hidden = config.hiddenDim();
        List<PortableLayer> layers = new ArrayList<>(List.of(
                linear(parameters, "inithid_fc", config.initDim()),
                layer(parameters.get("event_embedding.weight"), new float[config.eventDim()], config.eventDim()),
                linear(parameters, "concat_input_fc", config.inputDim())));
        for (int layer = 0; layer < config.gruLayers(); layer++) {
            List<String> names =
                    List.copyOf(config.cell().parameters(layer, hidden).keySet());
            layers.add(layer(parameters.get(names.get(0)), parameters.get(names.get(2)), hidden));
            layers.add(layer(parameters.get(names.get(1)), parameters.get(names.get(3)), hidden));
        }
        layers.add(linear(parameters, "output_fc", config.gruLayers() * hidden));
        return new PortableModel(config, card(name, session), layers);
    }

    private static Map<String, String> card(String name, Session session) {
        Map<String, String> card = new LinkedHashMap<>();
        card.put("name", name);
        card.put("precision", "int8");
        card.putAll(SessionSummary.of(session));
        return card;
    }

    private static PortableLayer linear(Parameters parameters, String module, int columns) {
        return layer(parameters.get(module + ".weight"), parameters.get(module + ".bias"), columns);
    }

    private static PortableLayer layer(float[] weights, float[] bias, int columns) {
        Coded coded = WeightCoding.INT8.encode(weights, bias.length, columns, Optional.empty());
        return new PortableLayer(bias.length, columns, coded.widened().values(), coded.scales(), bias);
    }
}
