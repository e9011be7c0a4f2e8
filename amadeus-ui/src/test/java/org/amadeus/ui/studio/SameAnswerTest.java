package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Schemes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same notes, settings and seed give the same answer, whoever plays beside it: with the model that musicians have. */
class SameAnswerTest {
    /** The bundled model by the precision of its weights. */
    private static Session session(String precision) {
        Session bundled = BundledModel.load();
        return switch (precision) {
            case "float32" -> FloatSession.of(bundled);
            case "int4" -> QuantizedSession.of(FloatSession.of(bundled), Schemes.of(Schemes.INT4), Calibration.NONE);
            default -> bundled;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"int8", "float32", "int4"})
    void whateverElseIsPlayed(String precision) {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        StudioModel model = StudioModel.of("bundled", session(precision), 1);
        assertEquals(precision, model.card().get("precision"));
        try (StudioServer studio = StudioServer.start(model, 0, StudioLimits.DEFAULT)) {
            List<String> alone = new ArrayList<>();
            try (PageStandIn page = PageStandIn.open(studio.port())) {
                for (int id = 0; id < 4; id++) {
                    page.askForAnswer(id, 2, id);
                    alone.add(music(page.answer(id)));
                }
            }
            for (int round = 0; round < 1; round++) {
                List<PageStandIn> pages = new ArrayList<>();
                for (int i = 0; i < 3 + random.nextInt(7); i++) {
                    PageStandIn page = PageStandIn.open(studio.port());
                    pages.add(page);
                    if (random.nextBoolean()) {
                        page.send("{\"type\":\"listen\",\"id\":900,\"at\":1,\"notes\":[[0,0.3," + (50 + i)
                                + ",80]],\"until\":0.5}");
                    }
                    page.askForAnswer(i % 4, 2, i % 4);
                }
                for (int i = 0; i < pages.size(); i++) {
                    assertEquals(alone.get(i % 4), music(pages.get(i).answer(i % 4)), "seed " + seed + ", page " + i);
                    pages.get(i).close();
                }
            }
        }
    }

    private static String music(List<JsonNode> answer) {
        // When it begins is not the music's.
        return answer.subList(1, answer.size()).toString();
    }
}
