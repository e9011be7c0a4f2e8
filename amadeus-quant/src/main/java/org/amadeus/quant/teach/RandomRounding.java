package org.amadeus.quant.teach;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.amadeus.model.session.Session;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.training.FakeQuantization;

/**
 * Quantizes a model that has moved little from one that was quantized. Each weight goes to the value above or below it, to
 * either with a probability by which the expected value is the weight (stochastic rounding, Gupta et al., Deep Learning
 * with Limited Numerical Precision, 2015). The nearest value would be the old one nearly everywhere, and what was learned
 * gone.
 */
final class RandomRounding {
    private RandomRounding() {}

    /**
     * @param plain a float model
     * @param seed  what the roundings are drawn from
     */
    static Session of(Session plain, Rules rules, long seed) {
        FakeQuantization steps = FakeQuantization.of(QuantizedSession.of(plain, rules, Calibration.NONE));
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, float[]> values = new LinkedHashMap<>(plain.parameters().asMap());
        steps.steps().forEach((name, coded) -> {
            float[] weights = values.get(name).clone();
            int columns = weights.length / coded.scales().length;
            for (int i = 0; i < weights.length; i++) {
                weights[i] += (float) ((random.nextDouble() - 0.5) * coded.scales()[i / columns]);
            }
            values.put(name, weights);
        });
        return QuantizedSession.of(plain, rules, Calibration.of(Map.of(), steps.coded(values)));
    }
}
