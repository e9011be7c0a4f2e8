package org.amadeus.quant.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.Progress;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.GraphStepModel;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.window.WindowArrays;
import org.amadeus.quant.Golden;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.TeacherForcing;
import org.amadeus.quant.TestMusic;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.Moments;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.rules.Treatment;
import org.amadeus.quant.statistics.Calibrator;
import org.amadeus.quant.statistics.Statistics;
import org.amadeus.quant.statistics.StatisticsFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class GraphRewriterTest {
    @TempDir
    Path folder;

    private final Session session = SessionFiles.load(Golden.resource("small_trained.amadeus"));
    private final JsonNode run =
            Golden.json(Golden.resource("small_trained.json")).get("teacher_forced");
    private final WindowArrays music = Golden.batch(run, true);
    private final float[] init = Golden.init(run);

    @ParameterizedTest
    @ValueSource(strings = {"weight-only", "dynamic", "int4", "int3", "int2", "distiller"})
    void savedLoadedAndRunByPlainSameDiffItGivesThePlansLogits(String scheme) throws IOException {
        SameDiff quantized = rewrite(Schemes.of(scheme));
        float[] plan = planned(quantized);
        // Sums of float activations may be packed in the plan; a half-precision rounding then falls the other way at
        // times.
        float tolerance = scheme.equals(Schemes.DYNAMIC) || scheme.equals(Schemes.DISTILLER) ? 0 : 1e-2f;
        assertArrayEquals(plan, executed(quantized), tolerance);

        Path file = folder.resolve("quantized.amadeus");
        SessionFiles.save(
                new Session(session.config(), quantized, Optional.empty(), TrainingProgress.NONE, Map.of()), file);
        Session loaded = SessionFiles.load(file);
        assertFalse(loaded.isPlain());
        assertArrayEquals(executed(quantized), executed(loaded.stepGraph()), 0f);
        assertArrayEquals(plan, planned(loaded.stepGraph()), 0f);

        Path floats = folder.resolve("float.amadeus");
        SessionFiles.save(session, floats);
        assertTrue(Files.size(file) < 0.4 * Files.size(floats), Files.size(file) + " of " + Files.size(floats));
    }

    @ParameterizedTest
    @CsvSource({"weight-only,0.01", "dynamic,0.02", "int4,0.1", "int3,0.2", "int2,0.4"})
    void theLogitsStayWhatTheyWere(String scheme, double tolerance) {
        float[] expected = planned(session.stepGraph());
        float[] found = planned(rewrite(Schemes.of(scheme)));
        double error = 0;
        double size = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.pow(found[i] - expected[i], 2);
            size += Math.pow(expected[i], 2);
        }
        assertTrue(Math.sqrt(error / size) < tolerance, "relative error " + Math.sqrt(error / size));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weight-only", "dynamic", "distiller"})
    void itsIntegersCanBeWrittenOutAsFloats(String scheme) {
        SameDiff graph = rewrite(Schemes.of(scheme));
        Session floats = FloatSession.of(
                new Session(session.config(), graph, Optional.empty(), TrainingProgress.NONE, Map.of()));
        assertTrue(floats.isPlain());
        Parameters before = session.parameters();
        Parameters after = floats.parameters();
        for (LayerPrecision layer : layers(rewrite(Schemes.of(scheme)))) {
            assertTrue(Double.isNaN(layer.weightSnr()) || layer.weightSnr() > 25, layer::toString);
        }
        Parameters.shapes(session.config()).keySet().forEach(name -> {
            double error = 0;
            double size = 0;
            for (int i = 0; i < before.get(name).length; i++) {
                error += Math.pow(after.get(name)[i] - before.get(name)[i], 2);
                size += Math.pow(before.get(name)[i], 2);
            }
            assertTrue(Math.sqrt(error / size) < 0.05, name + ": relative error " + Math.sqrt(error / size));
        });
    }

    @Test
    void int4WeightsCanBeWrittenOutAsFloatsTheyStandFor() {
        SameDiff graph = rewrite(Schemes.of(Schemes.INT4));
        Session floats = FloatSession.of(
                new Session(session.config(), graph, Optional.empty(), TrainingProgress.NONE, Map.of()));
        assertTrue(floats.isPlain());
        assertArrayEquals(planned(floats.stepGraph()), planned(graph), 1e-2f);
    }

    @Test
    void int4IsInTheGruAlone() {
        SameDiff quantized = rewrite(Schemes.of(Schemes.INT4));
        Set<String> narrow = new TreeSet<>();
        for (LayerPrecision layer : layers(quantized)) {
            if (layer.weights().equals("int4")) {
                narrow.add(layer.name());
                assertTrue(layer.bytesAfter() < 0.3 * layer.bytesBefore(), layer::toString);
                assertTrue(layer.weightSnr() > 15, layer::toString);
            } else if (layer.kind() == LayerKind.LINEAR || layer.kind() == LayerKind.EMBEDDING) {
                assertEquals("int8", layer.weights(), layer.name());
            }
        }
        assertEquals(Set.of("gru.cells.0.fc_gate_x", "gru.cells.1.fc_gate_x", "gru.cells.1.fc_gate_h"), narrow);
        assertEquals(narrow, Schemes.of(Schemes.INT4).layersThatNeedMoments(session.stepGraph()));
    }

    @Test
    void aPackedMatrixOfAnotherShapeIsRefused() {
        assertDamaged(
                "gru.weight_ih_l0.multiplier has 192 rows, expected 9",
                "gru.weight_ih_l0.int4",
                Nd4j.zeros(DataType.INT8, 9, 3));
    }

    @Test
    void multipliersThatFitNothingAreRefused() {
        String name = "gru.weight_ih_l0.multiplier";
        long rows = rewrite(Schemes.of(Schemes.INT4)).getVariable(name).getShape()[0];
        assertDamaged("multiplier 0", name, Nd4j.zeros(DataType.INT8, rows, 1));
        assertDamaged("expected", name, Nd4j.zeros(DataType.INT8, rows + 1, 1));
        assertDamaged("7 bytes wide, expected 1 for 2 values", name, Nd4j.zeros(DataType.INT8, rows, 7));
    }

    /** Refused when the session is loaded, or at the latest when it is to play. */
    private void assertDamaged(String fault, String name, INDArray array) {
        SameDiff graph = rewrite(Schemes.of(Schemes.INT4));
        graph.setArrayForVariable(name, array);
        Path file = folder.resolve("damaged.amadeus");
        SessionFiles.save(
                new Session(session.config(), graph, Optional.empty(), TrainingProgress.NONE, Map.of()), file);
        AmadeusException e = assertThrows(AmadeusException.class, () -> {
            Session loaded = SessionFiles.load(file);
            StepPlan.compile(loaded.config(), loaded.stepGraph(), 1, 1).close();
        });
        assertTrue(e.getMessage().contains(fault), e.getMessage());
    }

    /** By what the layers hear, the logits come out nearer to the float model's. */
    @Test
    void int4WeightsListen() {
        Rules rules = new Rules(
                "all int4",
                List.of(new Rule(
                        Pattern.compile("gru.*"),
                        Optional.of(LayerKind.LINEAR),
                        Treatment.of(WeightCoding.INT4, Activations.FLOAT))));
        Map<String, Moments> moments =
                calibrator(session).moments(rules.layersThatNeedMoments(session.stepGraph()), Progress.NONE);
        double deaf = error(rewrite(rules));
        double listening = error(
                GraphRewriter.rewrite(session.config(), session.stepGraph(), rules, Calibration.of(moments, Map.of())));
        assertTrue(listening < 0.8 * deaf, listening + " of " + deaf);
    }

    private double error(SameDiff graph) {
        float[] expected = planned(session.stepGraph());
        float[] found = planned(graph);
        double error = 0;
        for (int i = 0; i < expected.length; i++) {
            error += Math.pow(found[i] - expected[i], 2);
        }
        return Math.sqrt(error / expected.length);
    }

    @Test
    void nothingStaysFloatSilently() {
        SameDiff quantized = rewrite(Schemes.of(Schemes.WEIGHT_ONLY));
        for (LayerPrecision layer : layers(quantized)) {
            switch (layer.kind()) {
                case LINEAR, EMBEDDING -> assertEquals("int8", layer.weights(), layer.name());
                case GATES -> assertEquals("float16", layer.arithmetic(), layer.name());
                default -> assertEquals("float32", layer.arithmetic(), layer.name());
            }
        }
        assertEquals(14, layers(quantized).size());
        Parameters.shapes(session.config()).keySet().stream()
                .filter(name -> name.contains("weight"))
                .forEach(name ->
                        assertEquals(DataType.INT8, quantized.getVariable(name).dataType(), name));
    }

    @Test
    void aRuleLeavesALayerInFloat() {
        Rules rules = Schemes.of(Schemes.WEIGHT_ONLY)
                .after(List.of(
                        Rule.of("output_fc", Treatment.FLOAT32),
                        Rule.of("gru.cells.1.gates", Treatment.FLOAT32),
                        Rule.of("gru.cells.0.fc_gate_x", Treatment.FLOAT32),
                        Rule.of("event_embedding", Treatment.FLOAT32)));
        SameDiff quantized = rewrite(rules);
        assertEquals(DataType.FLOAT, quantized.getVariable("output_fc.weight").dataType());
        assertEquals(
                DataType.INT8, quantized.getVariable("concat_input_fc.weight").dataType());
        assertArrayEquals(planned(quantized), executed(quantized), 1e-2f);
    }

    @Test
    void allRulesFloatIsThePlainModel() {
        SameDiff same = rewrite(new Rules("none", List.of()));
        assertArrayEquals(planned(session.stepGraph()), planned(same), 0f);
    }

    @Test
    void whatIsQuantizedAlreadyIsRefused() {
        SameDiff quantized = rewrite(Schemes.of(Schemes.WEIGHT_ONLY));
        QuantizationException e = assertThrows(
                QuantizationException.class,
                () -> GraphRewriter.rewrite(
                        session.config(), quantized, Schemes.of(Schemes.WEIGHT_ONLY), Calibration.NONE));
        assertTrue(e.getMessage().contains("quantized already"), e.getMessage());
    }

    @Test
    void statisticsOfAnotherModelAreRefused() throws IOException {
        Statistics statistics = StatisticsFile.read(Golden.resource("quant_small_trained_stats.yaml"));
        ModelConfig larger =
                new ModelConfig(8, 240, 24, 65, 2, 0, session.config().profile());
        assertRefused(larger, statistics, "inithid_fc is 128 values wide, the session says 130", "another model");
        ModelConfig deeper =
                new ModelConfig(4, 240, 24, 64, 3, 0, session.config().profile());
        assertRefused(deeper, statistics, "inithid_fc", "another model");
        Statistics fewer = new Statistics("s.yaml", Map.of(), Optional.empty());
        assertRefused(session.config(), fewer, "s.yaml: layer inithid_fc is missing");
    }

    /** Of another model of the same shapes: only its numbers tell. */
    @Test
    void statisticsOfAModelOfTheSameShapesAreRefused() {
        Statistics own = statistics(session.stepGraph());
        GraphRewriter.rewrite(
                session.config(), session.stepGraph(), Schemes.of(Schemes.DISTILLER), Calibration.of(own));
        assertRefused(session.config(), own, "statistics of another model");
    }

    /** A row of next to nothing has its bias alone to say; scales of subnormal ranges would lose it. */
    @Test
    void aRowOfNextToNothingKeepsItsBias() {
        for (float tiny : new float[] {0, 1e-42f, 1e-30f, 1e-12f, 1e-6f}) {
            SameDiff plain = StepGraph.build(session.config(), session.parameters());
            INDArray weight = plain.getVariable("output_fc.weight").getArr();
            weight.getRow(3).assign(tiny);
            plain.getVariable("output_fc.bias").getArr().putScalar(3, 1.5f);
            Statistics statistics = statistics(plain);
            SameDiff quantized = GraphRewriter.rewrite(
                    session.config(), plain, Schemes.of(Schemes.DISTILLER), Calibration.of(statistics));
            assertEquals(1.5f, planned(quantized)[3], 0.1f, "weights of " + tiny);
        }
    }

    private Statistics statistics(SameDiff plain) {
        return calibrator(session.withGraph(plain)).statistics(Progress.NONE);
    }

    private Calibrator calibrator(Session model) {
        return new Calibrator(
                model, TestMusic.of(session, folder), new Calibrator.Settings(Optional.of(1), Optional.of(8), 1));
    }

    @Test
    void theSameModelAndRulesGiveTheSameBytes() {
        for (String scheme : List.of(Schemes.WEIGHT_ONLY, Schemes.DYNAMIC)) {
            assertArrayEquals(
                    GraphWriter.write(rewrite(Schemes.of(scheme))),
                    GraphWriter.write(rewrite(Schemes.of(scheme))),
                    scheme);
        }
    }

    @Test
    void staticRangesNeedStatistics() {
        QuantizationException e = assertThrows(
                QuantizationException.class,
                () -> GraphRewriter.rewrite(
                        session.config(), session.stepGraph(), Schemes.of(Schemes.DISTILLER), Calibration.NONE));
        assertTrue(e.getMessage().contains("-q STATS.yaml"), e.getMessage());
    }

    private void assertRefused(ModelConfig config, Statistics statistics, String... parts) {
        SameDiff graph = StepGraph.build(config, Parameters.initial(config, 1));
        QuantizationException e = assertThrows(
                QuantizationException.class,
                () -> GraphRewriter.rewrite(config, graph, Schemes.of(Schemes.DISTILLER), Calibration.of(statistics)));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
    }

    private SameDiff rewrite(Rules rules) {
        try {
            return GraphRewriter.rewrite(
                    session.config(),
                    session.stepGraph(),
                    rules,
                    Calibration.of(StatisticsFile.read(Golden.resource("quant_small_trained_stats.yaml"))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<LayerPrecision> layers(SameDiff quantized) {
        return PrecisionReader.read(session.config(), session.stepGraph(), quantized);
    }

    private float[] planned(SameDiff graph) {
        try (StepModel plan = StepPlan.compile(session.config(), graph, 2, 1)) {
            return TeacherForcing.logits(plan, music, init);
        }
    }

    private float[] executed(SameDiff graph) {
        try (StepModel model = new GraphStepModel(session.config(), graph, 2)) {
            return TeacherForcing.logits(model, music, init);
        }
    }
}
