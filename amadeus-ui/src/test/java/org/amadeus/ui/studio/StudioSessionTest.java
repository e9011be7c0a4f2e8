package org.amadeus.ui.studio;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page hears when it speaks the protocol. */
class StudioSessionTest {
    private StudioServer studio;

    @BeforeEach
    void start() {
        studio = StudioServer.start(TinyModel.studio(), 0, StudioLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    @Test
    void welcomesWithTheModelsCard() {
        try (PageStandIn page = PageStandIn.openFrom(studio.port(), "http://localhost:" + studio.port())) {
            JsonNode welcome = page.await("welcome");
            assertEquals("a tiny model", welcome.path("model").path("name").asText());
            assertEquals("float32", welcome.path("model").path("precision").asText());
        }
    }

    @Test
    void answersNoteByNoteAndLeavesNoneSounding() {
        try (PageStandIn page = PageStandIn.open(studio.port())) {
            page.askForAnswer(7, 3, 42);
            List<JsonNode> said = page.answer(7);
            assertEquals("begin", said.get(0).path("type").asText());
            assertEquals(42, said.get(0).path("seed").asLong());
            boolean[] sounding = new boolean[128];
            double time = 0;
            boolean pedalDown = false;
            for (JsonNode message : said.subList(1, said.size() - 1)) {
                if (message.path("type").asText().equals("pedal")) {
                    pedalDown = message.path("down").asBoolean();
                    continue;
                }
                int pitch = message.path("pitch").asInt();
                boolean on = message.path("type").asText().equals("on");
                assertEquals(!on, sounding[pitch], () -> "pitch " + pitch + ": " + message);
                sounding[pitch] = on;
                if (on) {
                    assertTrue(message.path("at").asDouble() >= time, message::toString);
                    time = message.path("at").asDouble();
                    assertTrue(message.path("velocity").asInt() > 0, message::toString);
                }
            }
            for (int pitch = 0; pitch < 128; pitch++) {
                assertEquals(false, sounding[pitch], "pitch " + pitch + " is left sounding");
            }
            assertEquals(false, pedalDown, "the pedal is left down");
            JsonNode end = said.get(said.size() - 1);
            assertEquals("complete", end.path("why").asText());
            assertTrue(
                    end.path("seconds").asDouble() >= 3 && end.path("seconds").asDouble() < 6.2, end::toString);
            assertEquals(0, said.get(1).path("at").asDouble(), "the first note comes at once");
        }
    }

    @Test
    void aSeedGivesTheSameAnswerWhateverElseWasAskedAndElsewhere() {
        try (PageStandIn page = PageStandIn.open(studio.port());
                PageStandIn other = PageStandIn.open(studio.port())) {
            page.askForAnswer(1, 2, 9);
            List<String> first = music(page.answer(1));
            page.askForAnswer(2, 2, 10);
            assertNotEquals(first, music(page.answer(2)));
            page.askForAnswer(3, 2, 9);
            assertEquals(first, music(page.answer(3)));
            page.send("{\"type\":\"listen\",\"id\":900,\"at\":1,\"notes\":[[0,0.3,60,80]],\"until\":0.3}");
            page.askForAnswer(4, 2, 9);
            other.askForAnswer(5, 2, 9);
            assertEquals(first, music(other.answer(5)));
            assertEquals(first, music(page.answer(4)));
        }
    }

    @Test
    void stopsWhenTold() {
        try (PageStandIn page = PageStandIn.open(studio.port())) {
            page.askForAnswer(1, 100, 1);
            page.await("on");
            page.send("{\"type\":\"stop\",\"id\":1}");
            assertEquals("stopped", page.await("end").path("why").asText());
            page.askForAnswer(2, 100, 1);
            page.askForAnswer(3, 1, 1);
            List<JsonNode> second = page.answer(2);
            assertEquals("stopped", second.get(second.size() - 1).path("why").asText());
            List<JsonNode> third = page.answer(3);
            assertEquals("complete", third.get(third.size() - 1).path("why").asText());
        }
    }

    @Test
    void playsNoFurtherAheadThanALead() throws InterruptedException {
        try (PageStandIn page = PageStandIn.open(studio.port())) {
            long began = System.nanoTime();
            page.askForAnswer(1, 100, 1);
            while (page.await("on").path("at").asDouble() < 2) {
                Thread.onSpinWait();
            }
            Thread.sleep(500);
            page.send("{\"type\":\"stop\",\"id\":1}");
            double played = page.await("end").path("seconds").asDouble();
            double passed = (System.nanoTime() - began) / 1e9;
            // Four seconds ahead, and the last event's time shift.
            assertTrue(played < passed + 6, "after " + passed + " s " + played + " s were played");
        }
    }

    @Test
    void answersManyAtOnce() {
        List<PageStandIn> pages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            pages.add(PageStandIn.open(studio.port()));
            pages.get(i).askForAnswer(i, 2, 9);
        }
        List<String> first = music(pages.get(0).answer(0));
        for (int i = 1; i < pages.size(); i++) {
            assertEquals(first, music(pages.get(i).answer(i)), "page " + i);
        }
        pages.forEach(PageStandIn::close);
    }

    @Test
    void followsAGuide() {
        try (PageStandIn page = PageStandIn.open(studio.port())) {
            String guided = PageStandIn.answer(1, 2, 9)
                    .replace(
                            "\"pace\":1",
                            "\"pace\":1,\"control\":{\"density\":9,\"histogram\":[1,0,1,0,1,1,0,1,0,1,0,1]}");
            page.send(guided);
            List<String> withControl = music(page.answer(1));
            page.askForAnswer(2, 2, 9);
            assertNotEquals(music(page.answer(2)), withControl, "the control does not reach the model");
        }
    }

    @Test
    void freesAnIdleSession() throws Exception {
        studio.close();
        StudioLimits impatient =
                new StudioLimits(4, 16, 1 << 16, 100, 1 << 16, 1 << 20, Duration.ofSeconds(20), Duration.ofMillis(300));
        studio = StudioServer.start(TinyModel.studio(), 0, impatient);
        try (PageStandIn page = PageStandIn.open(studio.port())) {
            page.closed().get(60, TimeUnit.SECONDS);
            eventually(() -> studio.sessions() == 0);
        }
    }

    private static List<String> music(List<JsonNode> answer) {
        return answer.stream()
                .filter(message -> message.has("pitch"))
                .map(message -> message.path("type").asText() + message.path("at") + " " + message.path("pitch") + " "
                        + message.path("velocity"))
                .toList();
    }
}
