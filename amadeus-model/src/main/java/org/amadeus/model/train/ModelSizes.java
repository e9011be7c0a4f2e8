package org.amadeus.model.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Fields;

/**
 * Sizes of a model as a user names them: {@code hidden_dim=1024,gru_layers=2}. Keys are those of the Python
 * implementation: hidden_dim, gru_layers, init_dim, gru_dropout; beside them cell, which kind of recurrent layer; also event_dim and control_dim, which a dataset leaves no
 * choice in. Parsed, never evaluated.
 */
public final class ModelSizes {
    /** None named: those of the session, or the defaults. */
    public static final ModelSizes NONE = new ModelSizes(Map.of());

    private static final String DROPOUT = "gru_dropout";
    private static final String CELL = "cell";
    /** What a user may choose. */
    private static final List<String> KEYS = List.of("hidden_dim", "gru_layers", "init_dim", DROPOUT, CELL);
    /** What follows from the dataset. Lines written for the Python implementation name them. */
    private static final List<String> FIXED = List.of("event_dim", "control_dim");

    private final Map<String, Object> values;

    private ModelSizes(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** @throws IllegalArgumentException saying which part is wrong, and what was expected */
    public static ModelSizes parse(String text) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "\"" + part.strip() + "\", expected KEY=NUMBER. Example: hidden_dim=1024,gru_layers=2");
            }
            String key = part.substring(0, equals).strip();
            if (!KEYS.contains(key) && !FIXED.contains(key)) {
                throw new IllegalArgumentException(
                        "\"" + key + "\" is no size of the model, expected one of " + String.join(", ", KEYS));
            }
            String value = part.substring(equals + 1).strip();
            if (values.put(key, key.equals(CELL) ? Cells.of(value).id() : number(key, value)) != null) {
                throw new IllegalArgumentException(key + " is given twice");
            }
        }
        return new ModelSizes(values);
    }

    private static Number number(String key, String text) {
        try {
            if (key.equals(DROPOUT)) {
                return Double.valueOf(text);
            }
            return (long) Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    key + " is \"" + text + "\", expected a " + (key.equals(DROPOUT) ? "number" : "whole number"), e);
        }
    }

    /**
     * A configuration with these sizes in place of its own.
     *
     * @throws IllegalArgumentException naming the size that is out of range
     */
    public ModelConfig applyTo(ModelConfig config) {
        Map<String, Object> fields = Fields.of(config);
        fields.putAll(values);
        return Fields.config(fields);
    }
}
