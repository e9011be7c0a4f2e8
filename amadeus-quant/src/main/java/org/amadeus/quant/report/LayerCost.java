package org.amadeus.quant.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a layer costs where it alone is quantized and all others stay float.
 *
 * @param layer its name
 * @param ratio perplexity of that model over the float one's, on a sample of the music
 */
public record LayerCost(String layer, double ratio) {
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", layer);
        json.put("perplexity_ratio", ratio);
        return json;
    }
}
