package org.amadeus.quant.quantize;

import java.util.List;
import org.amadeus.quant.fidelity.Fidelity;
import org.amadeus.quant.report.Sizes;
import org.amadeus.quant.report.StepTime;

/**
 * What a scheme makes of a model.
 *
 * @param scheme   its name
 * @param sizes    of files and in memory
 * @param fidelity on music, with its controls and without
 * @param times    of a step, empty where they were not measured
 */
public record SchemeResult(String scheme, Sizes sizes, List<Fidelity> fidelity, List<StepTime> times) {
    public SchemeResult {
        fidelity = List.copyOf(fidelity);
        times = List.copyOf(times);
    }
}
