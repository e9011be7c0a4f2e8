package org.amadeus.model.train.update;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import org.amadeus.model.window.WindowArrays;

/** Reads batches and checksums as the golden data's JSON files hold them. */
final class GoldenBatch {
    private GoldenBatch() {}

    /**
     * @param events   [T][B]
     * @param controls [T][B][13], note density index and 12 shares of 255; null for none
     */
    static WindowArrays of(JsonNode events, JsonNode controls, float[] init) {
        int steps = events.size();
        int windows = events.get(0).size();
        int[] targets = new int[steps * windows];
        float[] conditions = new float[targets.length * 25];
        for (int row = 0; row < targets.length; row++) {
            targets[row] = events.get(row / windows).get(row % windows).asInt();
            if (controls == null) {
                conditions[25 * row] = 1;
            } else {
                JsonNode control = controls.get(row / windows).get(row % windows);
                conditions[25 * row + 1 + control.get(0).asInt()] = 1;
                for (int i = 0; i < 12; i++) {
                    conditions[25 * row + 13 + i] = control.get(1 + i).asInt() / 255f;
                }
            }
        }
        return WindowArrays.of(windows, targets, conditions, init);
    }

    static float[] floats(JsonNode rows) {
        int columns = rows.get(0).size();
        float[] values = new float[rows.size() * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) rows.get(i / columns).get(i % columns).asDouble();
        }
        return values;
    }

    /** Norm, spread, mean and ten values, to 1e-5 of what they are sums of. */
    static void assertChecksums(String what, JsonNode sums, float[] values) {
        double sum = 0;
        double squares = 0;
        for (float value : values) {
            sum += value;
            squares += (double) value * value;
        }
        double norm = sums.get("l2").asDouble();
        double typical = norm / Math.sqrt(values.length);
        assertEquals(norm, Math.sqrt(squares), 1e-5 * norm + 1e-12, what + ": norm");
        assertEquals(sums.get("sum").asDouble(), sum, 1e-5 * norm * Math.sqrt(values.length) + 1e-9, what + ": sum");
        for (int i = 0; i < 5; i++) {
            assertEquals(sums.at("/first5/" + i).asDouble(), values[i], 1e-5 * typical + 1e-9, what + "[" + i + "]");
            int last = values.length - 5 + i;
            assertEquals(
                    sums.at("/last5/" + i).asDouble(), values[last], 1e-5 * typical + 1e-9, what + "[" + last + "]");
        }
    }
}
