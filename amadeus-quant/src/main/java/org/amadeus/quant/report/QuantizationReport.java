package org.amadeus.quant.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.model.file.Json;
import org.amadeus.quant.fidelity.Drift;
import org.amadeus.quant.fidelity.Fidelity;
import org.amadeus.quant.rewrite.LayerPrecision;

/**
 * What quantization did to a model.
 *
 * @param before     what the float session is called, such as its file
 * @param after      likewise the quantized one
 * @param sizes      of files and in memory
 * @param fidelity   on held-out music, with its controls and without; empty where there was none
 * @param layers     every layer in the order they run
 * @param times      of a step
 * @param worst      what each quantized layer costs alone, the worst first; empty where it was not measured
 * @param drift      of music that both generate; empty where it was not measured
 * @param origin     what it takes to make it again
 */
public record QuantizationReport(
        String before,
        String after,
        Sizes sizes,
        List<Fidelity> fidelity,
        List<LayerPrecision> layers,
        List<StepTime> times,
        List<LayerCost> worst,
        Optional<Drift> drift,
        Origin origin) {
    private static final long VERSION = 3;

    public QuantizationReport {
        fidelity = List.copyOf(fidelity);
        layers = List.copyOf(layers);
        times = List.copyOf(times);
        worst = List.copyOf(worst);
    }

    /** The largest ratio of perplexities, with controls or without; NaN where there was no music. */
    public double worstRatio() {
        return fidelity.stream().mapToDouble(Fidelity::ratio).max().orElse(Double.NaN);
    }

    /** The same with what each layer costs alone. */
    public QuantizationReport with(List<LayerCost> costs) {
        return new QuantizationReport(before, after, sizes, fidelity, layers, times, costs, drift, origin);
    }

    /** The same with what becomes of music that both generate. */
    public QuantizationReport with(Drift measured) {
        return new QuantizationReport(
                before, after, sizes, fidelity, layers, times, worst, Optional.of(measured), origin);
    }

    /** As JSON, UTF-8. */
    public byte[] toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("format", "amadeus-quantization-report");
        json.put("version", VERSION);
        json.put("before", before);
        json.put("after", after);
        json.put("origin", origin.toJson());
        json.put("sizes", sizes.toJson());
        json.put("held_out", fidelity.stream().map(Fidelity::toJson).toList());
        json.put("layers", layers.stream().map(LayerPrecision::toJson).toList());
        json.put("step_times", times.stream().map(StepTime::toJson).toList());
        if (!worst.isEmpty()) {
            json.put("layers_alone", worst.stream().map(LayerCost::toJson).toList());
        }
        drift.ifPresent(measured -> json.put("drift", measured.toJson()));
        return Json.write(json);
    }
}
