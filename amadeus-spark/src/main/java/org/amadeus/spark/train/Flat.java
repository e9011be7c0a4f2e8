package org.amadeus.spark.train;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;

/** A model's parameters, or what belongs to each, one after the other in one array, as they travel. */
final class Flat {
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final int all;

    Flat(ModelConfig config) {
        int sum = 0;
        for (var shape : Parameters.shapes(config).entrySet()) {
            int count = shape.getValue().stream().reduce(1, Math::multiplyExact);
            counts.put(shape.getKey(), count);
            sum = Math.addExact(sum, count);
        }
        all = sum;
    }

    float[] of(Map<String, float[]> values) {
        float[] flat = new float[all];
        int at = 0;
        for (var each : counts.entrySet()) {
            System.arraycopy(values.get(each.getKey()), 0, flat, at, each.getValue());
            at += each.getValue();
        }
        return flat;
    }

    void into(float[] flat, Map<String, float[]> values) {
        int at = 0;
        for (var each : counts.entrySet()) {
            System.arraycopy(flat, at, values.get(each.getKey()), 0, each.getValue());
            at += each.getValue();
        }
    }

    Map<String, float[]> apart(float[] flat) {
        Map<String, float[]> values = zeros();
        into(flat, values);
        return values;
    }

    Map<String, float[]> zeros() {
        Map<String, float[]> zeros = new LinkedHashMap<>();
        counts.forEach((name, count) -> zeros.put(name, new float[count]));
        return zeros;
    }
}
