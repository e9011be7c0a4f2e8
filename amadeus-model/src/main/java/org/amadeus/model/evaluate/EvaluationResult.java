package org.amadeus.model.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How well a model predicts a dataset.
 *
 * @param score         over all events
 * @param standardError of {@code score.nll()}, with pieces as the independent units; NaN for a single piece
 * @param byType        over the events of each kind; kinds that did not occur are missing
 * @param pieces        how many pieces there were
 * @param notes         how many notes, that is note-on events
 * @param seconds       how long the music lasts
 */
public record EvaluationResult(
        Score score, double standardError, Map<EventType, Score> byType, int pieces, long notes, double seconds) {

    /** The whole negative log-likelihood per note: comparable between codec profiles. NaN where there are no notes. */
    public double natsPerNote() {
        return notes == 0 ? Double.NaN : score.nll() * score.events() / notes;
    }

    /** Likewise per second of music. */
    public double natsPerSecond() {
        return seconds == 0 ? Double.NaN : score.nll() * score.events() / seconds;
    }

    /** As JSON's objects; what is no finite number is left out. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = json(score);
        put(json, "standard_error", standardError);
        json.put("pieces", pieces);
        json.put("notes", notes);
        put(json, "seconds", seconds);
        put(json, "nats_per_note", natsPerNote());
        put(json, "nats_per_second", natsPerSecond());
        Map<String, Object> types = new LinkedHashMap<>();
        byType.forEach((type, score) -> types.put(type.id(), json(score)));
        json.put("by_type", types);
        return json;
    }

    private static Map<String, Object> json(Score score) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("nll", score.nll());
        json.put("perplexity", score.perplexity());
        json.put("accuracy", score.accuracy());
        json.put("events", score.events());
        return json;
    }

    private static void put(Map<String, Object> json, String name, double value) {
        if (Double.isFinite(value)) {
            json.put(name, value);
        }
    }
}
