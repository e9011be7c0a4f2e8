package org.amadeus.quant.rewrite;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amadeus.model.session.Session;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Treatment;

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
     * @throws QuantizationException where the session is quantized already, or needs statistics
     * @throws org.amadeus.quant.statistics.StatisticsException where the statistics are not of this model
     */
    public static Session of(Session plain, Rules rules, Calibration calibration) {
        QuantizedGraph quantized = GraphRewriter.rewrite(plain.config(), plain.stepGraph(), rules, calibration);
        Map<String, String> provenance = new LinkedHashMap<>(plain.provenance());
        provenance.put(PROVENANCE, describe(quantized));
        return new Session(plain.config(), quantized.graph(), Optional.empty(), plain.progress(), provenance);
    }

    /** Such as {@code weight-only (11 int8-weight, 3 float16; float32: output_fc)}. */
    private static String describe(QuantizedGraph quantized) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        StringBuilder kept = new StringBuilder();
        for (LayerPrecision layer : quantized.layers()) {
            if (!layer.treatment().equals(Treatment.FLOAT32)) {
                counts.merge(layer.treatment().id(), 1, Integer::sum);
            } else if (layer.kind() != LayerKind.OTHER) {
                kept.append(kept.isEmpty() ? "; float32: " : " ").append(layer.name());
            }
        }
        StringBuilder text = new StringBuilder(quantized.rules().name()).append(" (");
        counts.forEach((treatment, count) ->
                text.append(count).append(' ').append(treatment).append(", "));
        if (!counts.isEmpty()) {
            text.setLength(text.length() - 2);
        }
        return text.append(kept).append(')').toString();
    }
}
