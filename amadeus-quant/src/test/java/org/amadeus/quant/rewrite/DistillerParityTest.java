package org.amadeus.quant.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.quant.Golden;
import org.amadeus.quant.TeacherForcing;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.StatisticsFile;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;

/** The distiller scheme against what Distiller itself computed, in Python, for the same session and statistics. */
class DistillerParityTest {
    /** A layer's name in Distiller, the parameter it has here. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "inithid_fc", "inithid_fc.weight",
            "event_embedding", "event_embedding.weight",
            "concat_input_fc", "concat_input_fc.weight",
            "gru.cells.0.fc_gate_x", "gru.weight_ih_l0",
            "gru.cells.0.fc_gate_h", "gru.weight_hh_l0",
            "gru.cells.1.fc_gate_x", "gru.weight_ih_l1",
            "gru.cells.1.fc_gate_h", "gru.weight_hh_l1",
            "output_fc", "output_fc.weight");

    @Test
    void integersAreEqual() throws IOException {
        Session session = SessionFiles.load(Golden.resource("small_trained.amadeus"));
        SameDiff graph = quantize(session, Golden.resource("quant_small_trained_stats.yaml"));
        Map<String, double[]> expected = Golden.npz(Golden.resource("quant_small_trained.npz"));
        PARAMETERS.forEach((layer, weight) -> {
            assertValues(expected.get(layer + ".wq"), graph, weight);
            if (!layer.equals("event_embedding")) {
                assertValues(expected.get(layer + ".w_scale"), graph, weight + ".scale");
                assertValues(expected.get(layer + ".w_zp"), graph, weight + ".zero_point");
                assertValues(expected.get(layer + ".bq"), graph, weight.replace("weight", "bias"));
            }
        });
    }

    @Test
    void logitsOfTheSmallSession() throws IOException {
        Session session = SessionFiles.load(Golden.resource("small_trained.amadeus"));
        SameDiff graph = quantize(session, Golden.resource("quant_small_trained_stats.yaml"));
        JsonNode run = Golden.json(Golden.resource("small_trained.json")).get("teacher_forced");
        for (boolean controls : new boolean[] {false, true}) {
            String kind = controls ? "ctrl" : "none";
            double[] expected = Golden.npy(Golden.resource("quant_small_trained_tf_logits_" + kind + ".npy"));
            assertLogits(session.config(), graph, run, controls, expected);
        }
    }

    @Test
    void logitsOfTheLargeSession() throws IOException {
        Session session = SessionFiles.load(Golden.shared("sessions/asap.sess"));
        SameDiff graph = quantize(session, Golden.shared("golden/model/quant_asap_trained_stats.yaml"));
        JsonNode run =
                Golden.json(Golden.shared("golden/model/asap_trained.json")).get("teacher_forced");
        for (boolean controls : new boolean[] {false, true}) {
            String kind = controls ? "ctrl" : "none";
            double[] expected = Golden.npy(Golden.shared("golden/model/quant_asap_trained_tf_logits_" + kind + ".npy"));
            assertLogits(session.config(), graph, run, controls, expected);
        }
    }

    /**
     * The logits have 256 levels, so one that differs at all differs by a level at least: a value on its way fell on the
     * other side of a tie. There is no such value in these runs.
     */
    private static void assertLogits(
            ModelConfig config, SameDiff graph, JsonNode run, boolean controls, double[] expected) {
        float[] logits;
        try (StepModel plan = StepPlan.compile(config, graph, 2, 1)) {
            logits = TeacherForcing.logits(plan, Golden.batch(run, controls), Golden.init(run));
        }
        assertEquals(expected.length, logits.length);
        for (int i = 0; i < expected.length; i++) {
            int at = i;
            assertEquals(
                    expected[i],
                    logits[i],
                    1e-5,
                    () -> "step " + at / 480 + ", sample " + at / 240 % 2 + ", event " + at % 240);
        }
    }

    private static SameDiff quantize(Session session, Path statistics) throws IOException {
        return GraphRewriter.rewrite(
                session.config(),
                session.stepGraph(),
                Schemes.of(Schemes.DISTILLER),
                Calibration.of(StatisticsFile.read(statistics)));
    }

    private static void assertValues(double[] expected, SameDiff graph, String name) {
        double[] found = graph.getArrForVarName(name).dup('c').data().asDouble();
        assertEquals(expected.length, found.length, name);
        for (int i = 0; i < found.length; i++) {
            assertEquals(expected[i], found[i], name + " " + i);
        }
    }
}
