package org.amadeus.quant.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.Progress;
import org.amadeus.model.session.Session;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.fidelity.Comparer;
import org.amadeus.quant.fidelity.Drift;
import org.amadeus.quant.fidelity.Fidelity;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rewrite.PrecisionReader;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Treatment;

/**
 * Holds a quantized session against the float one that it was made from.
 *
 * @param beforeName what to call the float session
 * @param before     the float session
 * @param afterName  what to call the quantized one
 * @param after      the quantized one
 * @param music      what to compare them on, empty to leave that out
 * @param threads    1 or 2
 */
public record Reporter(
        String beforeName, Session before, String afterName, Session after, Optional<HeldOut> music, int threads) {
    /** Windows, and steps of each, that the layers' noise is measured on. */
    private static final int NOISE_WINDOWS = 8;

    private static final int NOISE_STEPS = 100;

    /** @throws QuantizationException where the float session is quantized itself, or the two are not of one model */
    public Reporter {
        if (!before.isPlain()) {
            throw new QuantizationException(beforeName + ": is quantized, expected the float session to compare with");
        }
        if (!before.config().equals(after.config())) {
            throw new QuantizationException(afterName + " is a model of " + after.config() + ", " + beforeName + " of "
                    + before.config() + ": expected two sessions of the same model");
        }
    }

    /**
     * Measures everything but what each layer costs alone. Takes some seconds, and with music up to a minute.
     *
     * @param times whether to time steps too
     * @throws QuantizationException where a graph lacks a layer of the other
     */
    public QuantizationReport measure(boolean times, Progress progress) {
        List<Fidelity> fidelity = new ArrayList<>();
        List<LayerPrecision> layers;
        if (music.isPresent()) {
            Comparer comparer = new Comparer(before, music.get(), threads);
            fidelity.add(comparer.compare(after, true, progress));
            fidelity.add(comparer.compare(after, false, progress));
            layers = signals(music.get()).layers();
        } else {
            layers = precisions();
        }
        return new QuantizationReport(
                beforeName,
                afterName,
                Sizes.of(before, after),
                fidelity,
                layers,
                times ? StepTime.measure(before, after, threads) : List.of(),
                List.of(),
                Optional.empty(),
                new Origin(before, after, music));
    }

    /**
     * What each quantized layer costs alone, the worst first; without music empty. Takes a comparison for each layer, on
     * one batch of windows, controls given.
     *
     * @param calibration what the rules that made them asked for
     */
    public List<LayerCost> worstLayers(Calibration calibration, Progress progress) {
        List<LayerCost> costs = new ArrayList<>();
        music.ifPresent(held -> {
            HeldOut few = new HeldOut(held.dataset(), held.length(), Math.min(held.most(), HeldOut.BATCH));
            Comparer comparer = new Comparer(before, few, threads);
            List<LayerPrecision> quantized = precisions().stream()
                    .filter(layer -> !layer.treatment().equals(Treatment.FLOAT32))
                    .toList();
            for (LayerPrecision layer : quantized) {
                Session alone = QuantizedSession.ofLayer(before, layer.name(), layer.treatment(), calibration);
                costs.add(new LayerCost(
                        layer.name(),
                        comparer.compare(alone, true, Progress.NONE).ratio()));
                progress.update(costs.size(), quantized.size(), layer.name());
            }
        });
        costs.sort(Comparator.comparingDouble(LayerCost::ratio).reversed());
        return costs;
    }

    /**
     * Whether the quantized model, playing by itself, leaves the float one's statistics. Takes as long as three times as
     * many events take to generate.
     *
     * @param events of each of eight pieces
     */
    public Drift drift(int events, Progress progress) {
        return Drift.measure(before, after, events, threads, progress);
    }

    /** Some of the outputs of the float model's layers, by their names; empty without music. */
    public Optional<Map<String, float[]>> samples() {
        return music.map(held -> signals(held).samples());
    }

    private List<LayerPrecision> precisions() {
        return PrecisionReader.read(before.config(), before.stepGraph(), after.stepGraph());
    }

    private LayerSignals signals(HeldOut held) {
        HeldOut few = new HeldOut(held.dataset(), Math.min(NOISE_STEPS, held.length()), NOISE_WINDOWS);
        return LayerSignals.measure(before.config(), before.stepGraph(), after.stepGraph(), precisions(), few.sample());
    }
}
