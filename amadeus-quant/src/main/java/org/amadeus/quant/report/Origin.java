package org.amadeus.quant.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.Sha256;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.session.Session;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.statistics.Calibrator;
import org.amadeus.quant.statistics.ModelFingerprint;

/** All that it takes to make a report again, as JSON. */
public final class Origin {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private final Map<String, Object> json = new LinkedHashMap<>();

    /** Of two models and the music they are compared on: what is known of every report. */
    Origin(Session before, Session after, Optional<HeldOut> music) {
        json.put("float_model", ModelFingerprint.of(before.config(), before.stepGraph()));
        json.put("quantized_model", Sha256.hex(GraphWriter.write(after.stepGraph()), 16));
        music.ifPresent(held -> {
            Map<String, Object> heldOut = dataset(held.dataset());
            heldOut.put("window_events", held.length());
            heldOut.put("windows_asked_for", held.most());
            json.put("compared_on", heldOut);
        });
        Map<String, Object> versions = new LinkedHashMap<>();
        String own = Origin.class.getPackage().getImplementationVersion();
        versions.put("amadeus", own == null ? "development" : own);
        versions.put("java", System.getProperty("java.vm.version"));
        json.put("versions", versions);
        json.put("processor", processor());
    }

    /**
     * Adds what a session was quantized by.
     *
     * @param calibration what the rules asked for
     * @param calibrator  what gathered it, where anything did
     */
    public void madeBy(Rules rules, Calibration calibration, Optional<Calibrator> calibrator) {
        json.put("scheme", rules.name());
        List<Map<String, Object>> all = new ArrayList<>();
        for (Rule rule : rules.rules()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", rule.name().pattern());
            rule.kind().map(LayerKind::id).ifPresent(kind -> one.put("kind", kind));
            one.put("treatment", rule.treatment().id());
            all.add(one);
        }
        json.put("rules", all);
        calibrator.ifPresent(known -> {
            Map<String, Object> played = dataset(known.played());
            Calibrator.Settings settings = known.settings();
            if (!calibration.moments().isEmpty()) {
                played.put("batches", settings.batches().orElse(Calibrator.Settings.MOMENTS_BATCHES));
                played.put("batch_size", settings.windows().orElse(Calibrator.Settings.MOMENTS_WINDOWS));
            }
            played.put("seed", settings.seed());
            json.put("calibrated_on", played);
        });
        calibration.statistics().ifPresent(known -> json.put("statistics", known.source()));
    }

    Map<String, Object> toJson() {
        return json;
    }

    private static Map<String, Object> dataset(PerformanceDataset dataset) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dataset", dataset.folder().toString());
        map.put("pieces", dataset.pieces().size());
        map.put("fingerprint", dataset.fingerprint());
        return map;
    }

    private static String processor() {
        String cores = Runtime.getRuntime().availableProcessors() + " cores, " + System.getProperty("os.arch");
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name"))
                            .findFirst()
                            .map(line -> line.substring(line.indexOf(':') + 1).strip() + ", ")
                            .orElse("")
                    + cores;
        } catch (IOException | UncheckedIOException e) {
            return cores;
        }
    }
}
