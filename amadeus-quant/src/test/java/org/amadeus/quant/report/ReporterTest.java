package org.amadeus.quant.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.Progress;
import org.amadeus.data.compare.Measure;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.Golden;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.TestMusic;
import org.amadeus.quant.fidelity.Comparer;
import org.amadeus.quant.fidelity.Drift;
import org.amadeus.quant.fidelity.Fidelity;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.LayerPrecision;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.rules.Treatment;
import org.amadeus.quant.statistics.LayerStatistics;
import org.amadeus.quant.statistics.Statistics;
import org.amadeus.quant.statistics.StatisticsFile;
import org.amadeus.quant.statistics.TensorStatistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole report, of a small trained session on music that it made up. */
class ReporterTest {
    private final Session plain = SessionFiles.load(Golden.resource("small_trained.amadeus"));

    @TempDir
    private Path folder;

    private HeldOut music;

    @BeforeEach
    void play() {
        music = new HeldOut(TestMusic.of(plain, folder).heldOut(), 50, 8);
    }

    @Test
    void weightsInInt8ChangeNothingThatCounts() throws Exception {
        Session saved = saved(Schemes.of(Schemes.WEIGHT_ONLY), Calibration.NONE);
        Reporter reporter = new Reporter("float", plain, "int8", saved, Optional.of(music), 1);
        QuantizationReport report = reporter.measure(false, Progress.NONE);

        assertEquals(2, report.fidelity().size());
        assertTrue(report.worstRatio() < 1.003, report::toString);
        for (Fidelity fidelity : report.fidelity()) {
            assertTrue(fidelity.all().divergence() > 0, "int8 changes something");
            assertTrue(fidelity.all().divergence() < 0.01, fidelity::toString);
            assertTrue(fidelity.all().agreement() > 0.9, fidelity::toString);
            assertEquals(
                    fidelity.all().events(),
                    fidelity.byType().values().stream()
                            .mapToLong(Fidelity.Closeness::events)
                            .sum());
            assertTrue(fidelity.standardError() > 0, fidelity::toString);
        }
        assertTrue(report.sizes().memoryRatio() < 0.45, report.sizes()::toString);
        assertTrue(report.layers().stream().allMatch(layer -> layer.outputSnr() > 20), report::toString);

        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertEquals(report.layers().size(), json.get("layers").size());
        assertEquals(
                report.worstRatio(),
                Math.max(
                        json.get("held_out").get(0).get("perplexity_ratio").asDouble(),
                        json.get("held_out").get(1).get("perplexity_ratio").asDouble()));
        assertTrue(ReportText.of(report).lines().allMatch(line -> line.length() <= 120), ReportText.of(report));

        for (LayerPrecision layer : report.layers()) {
            boolean quantized = !layer.treatment().equals(Treatment.FLOAT32);
            assertEquals(quantized, layer.ownSnr() > 20, layer::toString);
        }
        Drift drift = reporter.drift(200, Progress.NONE);
        assertEquals(200, drift.sections().get(3).to());
        for (Drift.Section section : drift.sections()) {
            assertTrue(section.overlap().get(Measure.VELOCITY) > 0.2, section::toString);
            assertTrue(section.overlap().values().stream().allMatch(o -> Double.isNaN(o) || o >= 0 && o < 1 + 1e-9));
        }
        assertEquals(
                4,
                new ObjectMapper()
                        .readTree(report.with(drift).toJson())
                        .at("/drift/sections")
                        .size());
        assertTrue(ReportText.of(report.with(drift)).lines().allMatch(line -> line.length() <= 120));
    }

    @Test
    void whatIsTheSameHasNoDifference() {
        Session same = saved(new Rules("none", List.of()), Calibration.NONE);
        Comparer comparer = new Comparer(plain, music, 1);
        Fidelity fidelity = comparer.compare(same, true, Progress.NONE);
        assertEquals(1, fidelity.ratio(), 1e-5);
        assertEquals(0, fidelity.all().divergence(), 1e-6);
        assertEquals(1, fidelity.all().agreement());
    }

    @Test
    void theWorstLayerIsTheOneThatWasSpoilt() throws Exception {
        Statistics read = StatisticsFile.read(Golden.resource("quant_small_trained_stats.yaml"));
        Map<String, LayerStatistics> layers = new LinkedHashMap<>(read.layers());
        LayerStatistics output = layers.get("output_fc");
        TensorStatistics narrow = new TensorStatistics(
                -0.1, 0.1, -0.1, 0.1, 0, 0.1, output.output().shape());
        layers.put("output_fc", new LayerStatistics(output.inputs(), narrow));
        Statistics statistics = new Statistics("narrow", layers, Optional.empty());
        Rules rules = Schemes.of(Schemes.WEIGHT_ONLY).after(List.of(Rule.of("output_fc", Treatment.INT8_STATIC)));
        Session session = saved(rules, Calibration.of(statistics));
        Reporter reporter = new Reporter("float", plain, "int8", session, Optional.of(music), 1);
        List<LayerCost> costs = reporter.worstLayers(Calibration.of(statistics), Progress.NONE);
        assertEquals("output_fc", costs.get(0).layer());
        assertTrue(costs.get(0).ratio() > costs.get(1).ratio(), costs::toString);
    }

    @Test
    void aQuantizedSessionIsNoReference() {
        Session session = saved(Schemes.of(Schemes.WEIGHT_ONLY), Calibration.NONE);
        assertThrows(
                QuantizationException.class, () -> new Reporter("int8", session, "int8", session, Optional.empty(), 1));
    }

    /** Quantized, saved and loaded again. */
    private Session saved(Rules rules, Calibration calibration) {
        Path file = folder.resolve("q.amadeus");
        SessionFiles.save(QuantizedSession.of(plain, rules, calibration), file, WeightFormat.FLOAT32);
        return SessionFiles.load(file);
    }
}
