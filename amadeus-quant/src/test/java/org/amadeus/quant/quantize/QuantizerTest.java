package org.amadeus.quant.quantize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.Golden;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.TestMusic;
import org.amadeus.quant.coding.Moments;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.report.QuantizationReport;
import org.amadeus.quant.report.Reporter;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.Calibrator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuantizerTest {
    private static final Calibrator.Settings LITTLE = new Calibrator.Settings(Optional.of(2), Optional.of(4), 0);

    private final Session plain = SessionFiles.load(Golden.resource("small_trained.amadeus"));

    @TempDir
    private Path folder;

    private Calibrator calibrator;
    private HeldOut music;

    @BeforeEach
    void play() {
        PerformanceDataset dataset = TestMusic.of(plain, folder);
        calibrator = new Calibrator(plain, dataset, LITTLE);
        music = new HeldOut(dataset.heldOut(), 50, 8);
    }

    @Test
    void aFileHasTheSizeThatWasAskedForAndIsNearerThanASchemeOfThatSize() {
        Quantizer quantizer = new Quantizer(plain, Optional.of(calibrator), 1);
        Map<String, Moments> moments = calibrator.moments(quantizer.linearLayers(), Progress.NONE);
        List<List<Choice>> layers = quantizer.choices(moments, Progress.NONE);
        long whole = size(plain.withoutOptimizer());
        double before = Double.POSITIVE_INFINITY;
        for (double share : new double[] {0.14, 0.18, 0.23, 0.7}) {
            long wanted = (long) (share * whole);
            Quantized made = quantizer.toSize(wanted, moments, layers);
            long size = size(made.session());
            // Above int8 the next step of a layer is float32, four times as large.
            double least = share < 0.25 ? 0.97 : 0.75;
            assertTrue(size <= wanted && size >= least * wanted, size + " of " + wanted + ": " + made.choices());
            double harm = made.choices().stream().mapToDouble(Choice::harm).sum();
            assertTrue(harm < before, "more bytes do less harm");
            before = harm;
        }
        Quantized scheme = quantizer.byRules(Schemes.of(Schemes.INT3), Optional.empty(), Progress.NONE);
        Quantized mixed = quantizer.toSize(size(scheme.session()), moments, layers);
        assertTrue(divergence(mixed.session()) < 1.1 * divergence(scheme.session()), mixed.choices()::toString);
        assertThrows(QuantizationException.class, () -> quantizer.toSize(whole / 100, moments, layers));
        assertEquals(whole, quantizer.bytes(32), 0.1 * whole);
    }

    @Test
    void toASizeItIsTheSameByTwoThreadsAndCodedAnew() {
        List<Quantized> made = Stream.of(1, 2)
                .map(threads -> new Quantizer(plain, Optional.of(calibrator), threads))
                .map(quantizer -> quantizer.toSize((long) (0.16 * size(plain.withoutOptimizer())), Progress.NONE))
                .toList();
        assertEquals(
                made.get(0).rules().rules().toString(),
                made.get(1).rules().rules().toString());
        Calibration anew = Calibration.of(made.get(0).calibration().moments(), Map.of());
        Map<String, float[]> expected =
                floats(QuantizedSession.of(plain, made.get(0).rules(), anew));
        for (Quantized one : made) {
            floats(one.session()).forEach((name, values) -> assertArrayEquals(expected.get(name), values, name));
        }
    }

    private static Map<String, float[]> floats(Session quantized) {
        return FloatSession.of(quantized).parameters().asMap();
    }

    private static long size(Session session) {
        return SessionFiles.nativeSize(session, WeightFormat.FLOAT32);
    }

    private double divergence(Session session) {
        return new Reporter("float", plain, "small", session, Optional.of(music), 1)
                .measure(false, Progress.NONE).fidelity().stream()
                        .mapToDouble(fidelity -> fidelity.all().divergence())
                        .sum();
    }

    @Test
    void everySchemeIsCompared() {
        List<SchemeResult> results =
                new Quantizer(plain, Optional.of(calibrator), 1).compare(music, false, Progress.NONE);
        assertEquals(Schemes.names(), results.stream().map(SchemeResult::scheme).toList());
        for (SchemeResult result : results) {
            assertEquals(2, result.fidelity().size());
            assertTrue(result.sizes().fileRatio() < 0.5, result::toString);
            assertTrue(result.fidelity().get(0).all().divergence() > 0, result::toString);
        }
    }

    @Test
    void withoutMusicFewBitsAreRefused() {
        Quantizer deaf = new Quantizer(plain, Optional.empty(), 1);
        assertThrows(
                QuantizationException.class,
                () -> deaf.byRules(Schemes.of(Schemes.INT4), Optional.empty(), Progress.NONE));
        assertThrows(QuantizationException.class, () -> deaf.toSize(1 << 20, Progress.NONE));
        Quantized int8 = deaf.byRules(Schemes.of(Schemes.WEIGHT_ONLY), Optional.empty(), Progress.NONE);
        assertThrows(QuantizationException.class, () -> new Quantizer(int8.session(), Optional.empty(), 1));
    }

    @Test
    void theReportSaysHowItCanBeMadeAgain() throws Exception {
        Quantized made = new Quantizer(plain, Optional.of(calibrator), 1)
                .byRules(Schemes.of(Schemes.INT4), Optional.empty(), Progress.NONE);
        Reporter reporter = new Reporter("float", plain, "int4", made.session(), Optional.of(music), 1);
        QuantizationReport report = reporter.measure(false, Progress.NONE);
        report.origin().madeBy(made.rules(), made.calibration(), Optional.of(calibrator));
        JsonNode json = new ObjectMapper().readTree(report.toJson());
        assertEquals(3, json.get("version").asInt());
        JsonNode origin = json.get("origin");
        assertEquals("int4", origin.get("scheme").asText());
        assertEquals("int8-weight", origin.get("rules").get(0).get("treatment").asText());
        assertEquals(2, origin.get("calibrated_on").get("batches").asInt());
        assertEquals(32, origin.get("compared_on").get("fingerprint").asText().length());
        assertEquals(32, origin.get("quantized_model").asText().length());
        JsonNode heldOut = json.get("held_out").get(0);
        assertTrue(heldOut.get("kl_divergence_percentiles").get("p99_9").asDouble() > 0);
        assertTrue(heldOut.get("kl_divergence_standard_error").asDouble() > 0);
        assertTrue(heldOut.get("top_5_agreement").asDouble() > 0.5);
        assertTrue(heldOut.get("probability_change_rms").asDouble() > 0);
    }
}
