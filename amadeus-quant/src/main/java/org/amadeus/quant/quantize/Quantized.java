package org.amadeus.quant.quantize;

import java.util.List;
import org.amadeus.model.session.Session;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rules.Rules;

/**
 * A session that was quantized.
 *
 * @param session     the quantized one
 * @param rules       what it was made by
 * @param calibration what they asked for
 * @param choices     where it was made to a size, what each layer became, in the order they run; else empty
 */
public record Quantized(Session session, Rules rules, Calibration calibration, List<Choice> choices) {
    public Quantized {
        choices = List.copyOf(choices);
    }
}
