package org.amadeus.data.compare;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Generated music beside a dataset.
 *
 * @param folder    where the generated music lies
 * @param generated what was generated
 * @param against   where the dataset lies
 * @param dataset   what it is held against
 */
public record Comparison(String folder, MusicStatistics generated, String against, MusicStatistics dataset) {
    /** The quantiles to look at. */
    public static final List<Double> QUANTILES = List.of(0.05, 0.25, 0.5, 0.75, 0.95);

    /**
     * How much two histograms cover of each other, the sum of min(p, q): 1 where they are the same, 0 where they have
     * nothing in common; NaN where there is nothing to compare.
     */
    public double overlap(Measure measure) {
        return isEmpty(measure) ? Double.NaN : overlap(shares(generated, measure), shares(dataset, measure));
    }

    /** The Jensen-Shannon divergence in bits: 0 .. 1, 0 where both are the same; NaN where there is nothing to compare. */
    public double divergence(Measure measure) {
        return isEmpty(measure) ? Double.NaN : jensenShannon(shares(generated, measure), shares(dataset, measure));
    }

    private boolean isEmpty(Measure measure) {
        return generated.of(measure).weight() == 0 || dataset.of(measure).weight() == 0;
    }

    private static double[] shares(MusicStatistics music, Measure measure) {
        return measure.shares(music.of(measure));
    }

    /** The sum of min(p, q) over all bins. */
    static double overlap(double[] p, double[] q) {
        double overlap = 0;
        for (int i = 0; i < p.length; i++) {
            overlap += Math.min(p[i], q[i]);
        }
        return overlap;
    }

    /** KL(p, m) / 2 + KL(q, m) / 2 in bits, m = (p + q) / 2 (Lin, IEEE Trans. Inf. Theory 37, 1991). */
    static double jensenShannon(double[] p, double[] q) {
        double nats = 0;
        for (int i = 0; i < p.length; i++) {
            double middle = (p[i] + q[i]) / 2;
            nats += (term(p[i], middle) + term(q[i], middle)) / 2;
        }
        return Math.max(0, nats / Math.log(2));
    }

    private static double term(double share, double middle) {
        return share == 0 ? 0 : share * Math.log(share / middle);
    }

    /** As JSON's objects; what there is no value of is left out. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("folder", folder);
        json.put("generated", generated.toJson());
        json.put("dataset", dataset.toJson());
        Map<String, Object> measures = new LinkedHashMap<>();
        for (Measure measure : Measure.values()) {
            Map<String, Object> item = new LinkedHashMap<>();
            item.put("unit", measure.unit());
            item.put("generated", toJson(generated.of(measure)));
            item.put("dataset", toJson(dataset.of(measure)));
            if (!isEmpty(measure)) {
                item.put("overlap", overlap(measure));
                item.put("divergence", divergence(measure));
            }
            measures.put(measure.id(), item);
        }
        json.put("measures", measures);
        return json;
    }

    private static Map<String, Object> toJson(Distribution distribution) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("weight", distribution.weight());
        if (distribution.weight() > 0) {
            json.put("mean", distribution.mean());
            for (double share : QUANTILES) {
                json.put(String.format(Locale.ROOT, "p%02d", Math.round(100 * share)), distribution.quantile(share));
            }
        }
        return json;
    }
}
