package org.amadeus.fuzz;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.stream.Stream;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.SessionSummary;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Schemes;
import org.junit.jupiter.params.provider.MethodSource;

/** The graph of a native session under a right checksum: read, compiled, and one step of it played. */
class GraphFuzzTest {
    private static final Map<String, byte[]> PARTS = Seeds.parts(Seeds.file(Seeds.session(), ".amadeus"));

    static Stream<byte[]> seeds() {
        return Stream.of(Schemes.WEIGHT_ONLY, Schemes.DYNAMIC, "plain").map(scheme -> {
            Session plain = Seeds.session();
            Session session =
                    scheme.equals("plain") ? plain : QuantizedSession.of(plain, Schemes.of(scheme), Calibration.NONE);
            return Seeds.parts(Seeds.file(session, ".amadeus")).get("graph.fb");
        });
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "amadeus_embedding",
        "amadeus_linear",
        "amadeus_gru_gates",
        "amadeus_half_gru_gates",
        "amadeus_lstm_cell",
        "amadeus_lstm_hidden",
        "amadeus_quantized_linear",
        "amadeus_quantized_embedding",
        "amadeus_int8_embedding",
        "amadeus_int8_linear",
        "amadeus_dynamic_int8_linear",
        "amadeus_static_int8_linear",
        "amadeus_int4_linear",
        "concat",
        "split",
        "leakyrelu",
        "matmul",
        "reshape",
        "\\x00\\x00\\x01\\x00",
        "\\xFF\\xFF\\xFF\\x7F",
        "\\x00\\x00\\xC0\\x7F"
    })
    @FuzzTest
    void plays(byte[] graph) throws Exception {
        byte[] file = Seeds.withGraph(PARTS, graph);
        Bounded.read(file.length, () -> {
            Session session = SessionFiles.load(new ByteArrayInputStream(file), "input");
            SessionSummary.of(session);
            ModelConfig config = session.config();
            try (StepPlan plan = StepPlan.compile(config, session.stepGraph(), 2, 1)) {
                plan.start(0, new float[config.initDim()]);
                plan.start(1, new float[config.initDim()]);
                plan.step(
                        new int[] {0, config.eventDim() - 1},
                        new float[2 * config.conditionDim()],
                        new float[2 * config.eventDim()]);
            }
        });
    }
}
