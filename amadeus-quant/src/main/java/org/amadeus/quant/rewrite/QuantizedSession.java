package org.amadeus.quant.rewrite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.amadeus.model.session.Session;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.autodiff.samediff.SameDiff;

/** Makes a session that holds a quantized graph, and says in its provenance how it was made. */
public final class QuantizedSession {
    /** Where a session's provenance says how it was quantized. */
    public static final String PROVENANCE = "quantized";

    private QuantizedSession() {}

    /**
     * Quantizes a session. It can't be trained on: the optimizer's memory is left out.
     *
     * @param plain       a float session; it stays as it is
     * @param calibration what the rules ask for
     * @throws QuantizationException where the session is quantized already, or needs statistics, or they are not of this
     *                               model
     */
    public static Session of(Session plain, Rules rules, Calibration calibration) {
        SameDiff graph = GraphRewriter.rewrite(plain.config(), plain.stepGraph(), rules, calibration);
        Map<String, String> provenance = new LinkedHashMap<>(plain.provenance());
        List<LayerPrecision> layers = PrecisionReader.read(plain.config(), plain.stepGraph(), graph);
        provenance.put(PROVENANCE, describe(rules.name(), layers));
        return new Session(plain.config(), graph, Optional.empty(), plain.progress(), provenance);
    }

    /** A float session with one layer quantized, to see what that costs. */
    public static Session ofLayer(Session plain, String layer, Treatment treatment, Calibration calibration) {
        Rules rules = new Rules(layer, List.of(Rule.of(layer, treatment)));
        return plain.withGraph(GraphRewriter.rewrite(plain.config(), plain.stepGraph(), rules, calibration));
    }

    /** Such as {@code weight-only (11 int8-weight, 3 float16; float32: output_fc)}. */
    private static String describe(String rules, List<LayerPrecision> layers) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        StringBuilder kept = new StringBuilder();
        for (LayerPrecision layer : layers) {
            if (!layer.treatment().equals(Treatment.FLOAT32)) {
                counts.merge(layer.treatment().id(), 1, Integer::sum);
            } else if (layer.kind() != LayerKind.OTHER) {
                kept.append(kept.isEmpty() ? "; float32: " : " ").append(layer.name());
            }
        }
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", ", rules + " (", kept + ")"));
    }
}
