package org.amadeus.quant.fidelity;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.evaluate.EventType;

/**
 * How closely a quantized model predicts what the float one does, on the same held-out music.
 *
 * @param controls       whether the music's own controls were given
 * @param windows        how many windows there were
 * @param pieces         of how many pieces
 * @param nllBefore      the float model's mean negative log-likelihood, nats per event
 * @param nllAfter       the quantized model's
 * @param standardError  of {@code nllAfter - nllBefore}, from the differences at the same events, with pieces as the
 *                       independent units; NaN for a single piece
 * @param all            over all events
 * @param standardErrors of {@code all}, likewise
 * @param percentiles    of the Kullback-Leibler divergence over all events, by the names of {@link #PERCENTILES}
 * @param byType         over the events of each kind; kinds that did not occur are missing
 */
public record Fidelity(
        boolean controls,
        long windows,
        int pieces,
        double nllBefore,
        double nllAfter,
        double standardError,
        Closeness all,
        Closeness standardErrors,
        Map<String, Double> percentiles,
        Map<EventType, Closeness> byType) {
    /** Which percentiles of the divergence are reported, and what each is called. */
    static final List<Map.Entry<String, Double>> PERCENTILES = List.of(
            Map.entry("p50", 0.5),
            Map.entry("p90", 0.9),
            Map.entry("p99", 0.99),
            Map.entry("p99_9", 0.999),
            Map.entry("max", 1.0));

    /**
     * Two predicted distributions side by side.
     *
     * @param events     how many events
     * @param divergence mean Kullback-Leibler divergence of the quantized from the float distribution, nats
     * @param agreement  share of events where both think the same event likeliest, 0 .. 1
     * @param topFive    how many of the float model's five likeliest events are among the quantized one's, as a share
     * @param change     of the probability of the event that came, root of the mean square
     */
    public record Closeness(long events, double divergence, double agreement, double topFive, double change) {
        Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("events", events);
            json.putAll(numbers(""));
            return json;
        }

        Map<String, Object> numbers(String suffix) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("kl_divergence" + suffix, divergence);
            json.put("top_1_agreement" + suffix, agreement);
            json.put("top_5_agreement" + suffix, topFive);
            json.put("probability_change_rms" + suffix, change);
            return json;
        }
    }

    public Fidelity {
        percentiles = Collections.unmodifiableMap(new LinkedHashMap<>(percentiles));
        byType = Collections.unmodifiableMap(new EnumMap<>(byType));
    }

    public double perplexityBefore() {
        return Math.exp(nllBefore);
    }

    public double perplexityAfter() {
        return Math.exp(nllAfter);
    }

    /** The quantized model's perplexity over the float one's. */
    public double ratio() {
        return Math.exp(nllAfter - nllBefore);
    }

    /** Of {@link #ratio}, to first order. */
    public double ratioStandardError() {
        return ratio() * standardError;
    }

    /** As JSON's objects. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("controls_given", controls);
        json.put("windows", windows);
        json.put("pieces", pieces);
        json.put("nll_before", nllBefore);
        json.put("nll_after", nllAfter);
        json.put("nll_difference", nllAfter - nllBefore);
        json.put("nll_difference_standard_error", standardError);
        json.put("perplexity_ratio_standard_error", ratioStandardError());
        json.put("perplexity_before", perplexityBefore());
        json.put("perplexity_after", perplexityAfter());
        json.put("perplexity_ratio", ratio());
        json.putAll(all.toJson());
        json.putAll(standardErrors.numbers("_standard_error"));
        json.put("kl_divergence_percentiles", percentiles);
        Map<String, Object> types = new LinkedHashMap<>();
        byType.forEach((type, closeness) -> types.put(type.id(), closeness.toJson()));
        json.put("by_type", types);
        return json;
    }
}
