package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;
import org.amadeus.data.Progress;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.Golden;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Length;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Greedy sequences of the Python implementation, event by event. Where its best two logits are within 1e-4 of each other
 * either may win, and what follows is another piece: comparison ends there if they differ. That is so at one step of one
 * sequence, small_trained with control "2,0,1,1,0,1,0,1,1,0,0,1;6" (margin 5e-6).
 */
class GoldenGreedyTest {
    private static final double AMBIGUOUS = 1e-4;

    @Test
    void ofTheSmallSession() {
        assertEquals(4, compare(Golden.resource("small_trained.amadeus"), Golden.resource("small_trained.json")));
    }

    @ParameterizedTest
    @CsvSource({
        "golden/model/small_zip.sess, small.json, 3",
        "golden/model/default_zip.sess, default.json, 3",
        "golden/model/small_trained_zip.sess, small_trained.json, 4",
        "sessions/asap.sess, asap_trained.json, 4"
    })
    void ofEveryGoldenSession(String session, String expected, int sequences) {
        assertEquals(sequences, compare(Golden.shared(session), Golden.shared("golden/model/" + expected)));
    }

    private static int compare(Path file, Path expected) {
        Session session = SessionFiles.load(file);
        int sequences = 0;
        for (Map.Entry<String, JsonNode> entry : Golden.json(expected).properties()) {
            if (entry.getKey().startsWith("greedy_")) {
                compare(session, entry.getKey(), entry.getValue());
                sequences++;
            }
        }
        return sequences;
    }

    private static void compare(Session session, String name, JsonNode expected) {
        int[] indices = Golden.ints(expected.get("indices"));
        int control = name.indexOf("_control_");
        Controls controls = control < 0
                ? Controls.NONE
                : Controls.fixed(Control.parse(
                        name.substring(control + "_control_".length()).replace("\"", "")));
        Primer primer = name.contains("_primed_")
                ? new Primer(EventSequence.of(Golden.ints(expected.get("user_events"))), Primer.Mode.REFERENCE)
                : Primer.NONE;
        GenerationOptions options = new GenerationOptions(
                Length.events(indices.length), Sampling.GREEDY, Guards.OFF, controls, primer, true, 0);
        EventSequence piece;
        try (StepModel model = StepPlan.compile(session.config(), session.stepGraph(), 1, 1)) {
            piece = new Generator(model, options).generate(Progress.NONE).get(0);
        }
        assertEquals(indices.length, piece.size());
        for (int t = 0; t < indices.length; t++) {
            if (piece.get(t) != indices[t]) {
                double margin = expected.get("top2_margin").get(t).asDouble();
                assertTrue(margin <= AMBIGUOUS, name + ": step " + t + ", margin " + margin);
                return;
            }
        }
    }
}
