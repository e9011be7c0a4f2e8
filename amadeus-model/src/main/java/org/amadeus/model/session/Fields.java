package org.amadeus.model.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;

/** Configuration, progress and provenance as the named fields that both kinds of session files hold. */
public final class Fields {
    static final String PROFILE = "codec_profile";

    private static final int LONGEST_TOLD = 80;

    private Fields() {}

    public static Map<String, Object> of(ModelConfig config) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("init_dim", (long) config.initDim());
        fields.put("event_dim", (long) config.eventDim());
        fields.put("control_dim", (long) config.controlDim());
        fields.put("hidden_dim", (long) config.hiddenDim());
        fields.put("gru_layers", (long) config.gruLayers());
        fields.put("gru_dropout", config.gruDropout());
        fields.put(PROFILE, config.profile().id());
        fields.put("cell", config.cell().id());
        return fields;
    }

    static Map<String, Object> of(TrainingProgress progress) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("iterations", progress.iterations());
        fields.put("seconds", progress.seconds());
        fields.put("seed", progress.seed());
        progress.learningRate().ifPresent(value -> fields.put("learning_rate", value));
        progress.trainLoss().ifPresent(value -> fields.put("train_loss", value));
        progress.validationNll().ifPresent(value -> fields.put("validation_nll", value));
        progress.bestNll().ifPresent(value -> fields.put("best_nll", value));
        if (!progress.bestOn().isEmpty()) {
            fields.put("best_on", progress.bestOn());
        }
        progress.schedule().ifPresent(span -> {
            fields.put("schedule_from", span.from());
            fields.put("schedule_to", span.to());
        });
        return fields;
    }

    /** @throws IllegalArgumentException naming the field that is missing or out of range */
    public static ModelConfig config(Map<?, ?> fields) {
        return new ModelConfig(
                size(fields, "init_dim"),
                size(fields, "event_dim"),
                size(fields, "control_dim"),
                size(fields, "hidden_dim"),
                size(fields, "gru_layers"),
                number(fields, "gru_dropout")
                        .orElseThrow(() -> new IllegalArgumentException("gru_dropout is missing or no number")),
                CodecProfile.of(text(fields, PROFILE).orElse("missing")),
                Cells.of(text(fields, "cell").orElse("gru")));
    }

    /** @throws IllegalArgumentException naming the field that is out of range */
    static TrainingProgress progress(Map<?, ?> fields) {
        return new TrainingProgress(
                fields.containsKey("iterations") ? integer(fields, "iterations") : 0,
                number(fields, "seconds").orElse(0),
                fields.containsKey("seed") ? integer(fields, "seed") : 0,
                number(fields, "learning_rate"),
                number(fields, "train_loss"),
                number(fields, "validation_nll"),
                number(fields, "best_nll"),
                text(fields, "best_on").orElse(""),
                schedule(fields));
    }

    private static Optional<TrainingProgress.Span> schedule(Map<?, ?> fields) {
        OptionalDouble from = number(fields, "schedule_from");
        OptionalDouble to = number(fields, "schedule_to");
        return from.isPresent() && to.isPresent()
                ? Optional.of(new TrainingProgress.Span(from.getAsDouble(), to.getAsDouble()))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException naming the field that is neither text nor a number */
    static Map<String, String> texts(Map<?, ?> fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!(value instanceof String || value instanceof Number || value instanceof Boolean)) {
                throw new IllegalArgumentException("provenance " + name + " is no text");
            }
            texts.put(String.valueOf(name), String.valueOf(value));
        });
        return texts;
    }

    /**
     * A nested object, empty where there is none.
     *
     * @throws IllegalArgumentException where something else is in its place
     */
    static Map<?, ?> object(Map<?, ?> fields, String name) {
        return of(Map.class, fields, name, "an object").orElse(Map.of());
    }

    /** @throws IllegalArgumentException where it is missing or no integer */
    static long integer(Map<?, ?> fields, String name) {
        return of(Long.class, fields, name, "an integer")
                .orElseThrow(() -> new IllegalArgumentException(name + " is missing, expected an integer"));
    }

    private static int size(Map<?, ?> fields, String name) {
        long value = integer(fields, name);
        if (value != (int) value) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", expected an integer of at most " + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    private static Optional<String> text(Map<?, ?> fields, String name) {
        return of(String.class, fields, name, "a text");
    }

    private static OptionalDouble number(Map<?, ?> fields, String name) {
        Optional<Number> found = of(Number.class, fields, name, "a number");
        if (found.isEmpty()) {
            return OptionalDouble.empty();
        }
        double value = found.get().doubleValue();
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a finite number");
        }
        return OptionalDouble.of(value);
    }

    /** A field that may be missing, or null, but not of another type. */
    private static <T> Optional<T> of(Class<T> type, Map<?, ?> fields, String name, String expected) {
        Object value = fields.get(name);
        if (value != null && !type.isInstance(value)) {
            boolean plain = value instanceof Number || value instanceof Boolean;
            String text = value instanceof String ? "\"" + value + "\"" : plain ? value.toString() : "of another kind";
            boolean tells = text.length() <= LONGEST_TOLD;
            throw new IllegalArgumentException(
                    name + " is " + (tells ? text : "a long text") + ", expected " + expected);
        }
        return Optional.ofNullable(type.cast(value));
    }
}
