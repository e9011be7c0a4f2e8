package org.amadeus.quant.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.quant.rewrite.LayerPrecision;

/**
 * One layer in a report.
 *
 * @param precision what became of it
 * @param outputSnr signal to noise of its output in decibels, where both models get the same music: the noise is the
 *                  difference of the two outputs, with what the layers before it contribute. Infinite where there is no
 *                  difference, NaN where it was not measured
 * @param ownSnr    likewise, where it alone is quantized and gets what the float model's gets; NaN where it is float
 * @param saturated the share of its output that static integers do not reach; NaN where it has none
 */
public record LayerReport(LayerPrecision precision, double outputSnr, double ownSnr, double saturated) {
    /** Nothing was measured. */
    LayerReport(LayerPrecision precision) {
        this(precision, Double.NaN, Double.NaN, Double.NaN);
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", precision.name());
        json.put("kind", precision.kind().id());
        json.put("treatment", precision.treatment().id());
        json.put("weights", precision.weights());
        json.put("arithmetic", precision.arithmetic());
        json.put("output", precision.output());
        json.put("bytes_before", precision.bytesBefore());
        json.put("bytes_after", precision.bytesAfter());
        put(json, "weight_snr_db", precision.weightSnr());
        put(json, "own_output_snr_db", ownSnr);
        put(json, "output_snr_db", outputSnr);
        put(json, "saturated_share", saturated);
        return json;
    }

    private static void put(Map<String, Object> json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        }
    }
}
