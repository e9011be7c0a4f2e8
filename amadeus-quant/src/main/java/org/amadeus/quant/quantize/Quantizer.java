package org.amadeus.quant.quantize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.amadeus.data.Progress;
import org.amadeus.model.network.GruCell;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.coding.Moments;
import org.amadeus.quant.fidelity.Comparer;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.report.Sizes;
import org.amadeus.quant.report.StepTime;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.PrecisionReader;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.Calibrator;
import org.amadeus.quant.statistics.Statistics;

/**
 * Quantizes a float session.
 *
 * @param plain      stays as it is
 * @param calibrator of it; empty where there is no music
 * @param threads    1 or 2
 */
public record Quantizer(Session plain, Optional<Calibrator> calibrator, int threads) {
    /** Windows of the calibration's music that each layer's harm is measured on. */
    private static final int WINDOWS = 32;
    /** A size is met when the file is so near. What names and shapes take in it is known only afterwards. */
    private static final double NEAR = 0.995;

    private static final int TRIALS = 4;

    /** @throws QuantizationException where the session is quantized already */
    public Quantizer {
        if (!plain.isPlain()) {
            throw new QuantizationException(
                    "the session is quantized already, expected the float session that it was" + " made from");
        }
    }

    /**
     * By rules.
     *
     * @param statistics where they are known already; else they are collected where rules need them
     * @throws QuantizationException where rules need music and there is none
     */
    public Quantized byRules(Rules rules, Optional<Statistics> statistics, Progress progress) {
        Set<String> rounded = rules.layersThatNeedMoments(plain.stepGraph());
        Optional<Statistics> known = statistics.isEmpty() && rules.needsStatistics() && calibrator.isPresent()
                ? Optional.of(calibrator.get().statistics(progress))
                : statistics;
        Calibration calibration =
                new Calibration(known, rounded.isEmpty() ? Map.of() : needed().moments(rounded, progress), Map.of());
        return new Quantized(QuantizedSession.of(plain, rules, calibration), rules, calibration, List.of());
    }

    /**
     * Every scheme, one after the other; those that need statistics only of models with gru cells, whose tensors have
     * names.
     *
     * @param music what they are compared on
     * @param times whether to time steps too
     * @throws QuantizationException where there is no music to calibrate on
     */
    public List<SchemeResult> compare(HeldOut music, boolean times, Progress progress) {
        Comparer comparer = new Comparer(plain, music, threads);
        boolean named = plain.config().cell() instanceof GruCell;
        Optional<Statistics> statistics = named ? Optional.of(needed().statistics(Progress.NONE)) : Optional.empty();
        Map<String, Moments> moments = needed().moments(linearLayers(), Progress.NONE);
        Calibration calibration = new Calibration(statistics, moments, Map.of());
        List<SchemeResult> results = new ArrayList<>();
        List<String> schemes = Schemes.names().stream()
                .filter(scheme -> named || !Schemes.of(scheme).needsStatistics())
                .toList();
        for (String scheme : schemes) {
            Session session = QuantizedSession.of(plain, Schemes.of(scheme), calibration);
            results.add(new SchemeResult(
                    scheme,
                    Sizes.of(plain, session),
                    List.of(
                            comparer.compare(session, true, Progress.NONE),
                            comparer.compare(session, false, Progress.NONE)),
                    times ? StepTime.measure(plain, session, threads) : List.of()));
            progress.update(results.size(), schemes.size(), scheme);
        }
        return results;
    }

    /** The size of a file of so many bits a parameter, bytes. */
    public long bytes(double bits) {
        long parameters = plain.parameters().asMap().values().stream()
                .mapToLong(values -> values.length)
                .sum();
        return (long) (parameters * bits / Byte.SIZE);
    }

    /**
     * To a size: each layer gets the coding that does the least harm for its bytes. Harm is measured on the music that is
     * calibrated on.
     *
     * @param bytes that the native file may take at most
     * @throws QuantizationException where the fewest bits take more, or there is no music
     */
    public Quantized toSize(long bytes, Progress progress) {
        Map<String, Moments> moments = needed().moments(linearLayers(), progress);
        return toSize(bytes, moments, choices(moments, progress));
    }

    /** For each layer with weights what it could become, and what that costs. */
    List<List<Choice>> choices(Map<String, Moments> moments, Progress progress) {
        HeldOut music = new HeldOut(needed().played(), HeldOut.LENGTH, WINDOWS);
        return new LayerHarm(plain, moments, new Comparer(plain, music, threads)).measure(progress);
    }

    /** Of choices that are known. */
    Quantized toSize(long bytes, Map<String, Moments> moments, List<List<Choice>> layers) {
        long floats = layers.stream()
                .mapToLong(choices -> choices.get(choices.size() - 1).bytes())
                .sum();
        long beside = SessionFiles.nativeSize(plain.withoutOptimizer(), WeightFormat.FLOAT32) - floats;
        Quantized found = null;
        for (int trial = 0; trial < TRIALS; trial++) {
            List<Choice> choices = BitAllocation.choose(layers, bytes - beside);
            Rules rules = rules(bytes, choices);
            Calibration calibration = Calibration.of(moments, coded(choices));
            Session session = QuantizedSession.of(plain, rules, calibration);
            long size = SessionFiles.nativeSize(session, WeightFormat.FLOAT32);
            if (size <= bytes) {
                found = new Quantized(session, rules, calibration, choices);
            } else if (found != null) {
                break;
            }
            long actual = size - BitAllocation.bytes(choices);
            if (size <= bytes && (size >= NEAR * bytes || actual >= beside)) {
                break;
            }
            beside = actual;
        }
        if (found == null) {
            throw new QuantizationException("no choice of codings comes below " + bytes + " bytes");
        }
        return found;
    }

    Set<String> linearLayers() {
        return LayerKind.LINEAR.layers(plain.stepGraph());
    }

    private Map<String, Coded> coded(List<Choice> choices) {
        Map<String, Coded> coded = new HashMap<>();
        for (Choice choice : choices) {
            choice.coded()
                    .ifPresent(found -> coded.put(PrecisionReader.parameter(plain.stepGraph(), choice.layer()), found));
        }
        return coded;
    }

    private static Rules rules(long bytes, List<Choice> choices) {
        return new Rules(
                String.format(Locale.ROOT, "mixed for %.2f MB", bytes / 1e6),
                choices.stream()
                        .map(choice -> Rule.of(choice.layer(), choice.treatment()))
                        .toList());
    }

    private Calibrator needed() {
        return calibrator.orElseThrow(() ->
                new QuantizationException("weights of few bits are rounded by music: give a dataset to calibrate on"));
    }
}
