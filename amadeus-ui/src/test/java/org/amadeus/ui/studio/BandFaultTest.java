package org.amadeus.ui.studio;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import org.amadeus.live.page.PageMessage;
import org.amadeus.model.run.StepModel;
import org.amadeus.ui.studio.band.Audience;
import org.amadeus.ui.studio.band.Band;
import org.amadeus.ui.studio.band.Voice;
import org.amadeus.ui.studio.message.RequestReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults while the band plays are told to who waits, and the band goes on. */
class BandFaultTest {
    /** What the next step throws, once. */
    private final AtomicReference<Throwable> fault = new AtomicReference<>();

    private final IntFunction<StepModel> models =
            batch -> new FaultyModel(TinyModel.batches().apply(batch), fault::get);

    private StudioServer studio() {
        return StudioServer.start(new StudioModel(Map.of("name", "faulty"), models), 0, StudioLimits.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            classes = {IllegalStateException.class, OutOfMemoryError.class, StackOverflowError.class, LinkageError.class
            })
    void whoeverWaitsIsToldWithinASecondAndTheBandGoesOn(Class<? extends Throwable> kind) throws Exception {
        Throwable thrown = kind.getConstructor(String.class).newInstance("made up");
        try (StudioServer studio = studio();
                PageStandIn page = PageStandIn.open(studio.port())) {
            page.askForAnswer(1, 1, 5);
            List<JsonNode> before = page.answer(1);
            fault.set(thrown);
            long began = System.nanoTime();
            page.askForAnswer(2, 60, 5);
            JsonNode refused = page.await("refused");
            assertEquals(2, refused.path("id").asLong(), refused::toString);
            assertTrue(refused.path("reason").asText().contains("made up"), refused::toString);
            assertTrue(System.nanoTime() - began < 1_000_000_000L, "told after more than a second");
            fault.set(null);
            page.askForAnswer(1, 1, 5);
            List<JsonNode> after = page.answer(1);
            assertEquals(
                    before.subList(1, before.size()),
                    after.subList(1, after.size()),
                    "what it plays afterwards is no longer the same");
        }
    }

    @Test
    void anAudienceThatThrowsHarmsNobodyElse() throws Exception {
        try (Band band = new Band(TinyModel.batches(), System::nanoTime)) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            AtomicInteger told = new AtomicInteger();
            Voice deaf = band.join(new Audience() {
                @Override
                public void send(String json) {
                    told.incrementAndGet();
                    throw new StackOverflowError("made up");
                }

                @Override
                public boolean keepsUp() {
                    return true;
                }
            });
            Voice other = band.join(audience(heard));
            band.say(deaf, request(1));
            band.say(other, request(2));
            String last = "";
            while (!last.contains("\"end\"")) {
                last = heard.poll(60, TimeUnit.SECONDS);
            }
            assertTrue(last.contains("complete"), last);
            eventually(() -> band.size() == 1);
            assertEquals(2, told.get(), "the begin, and that it failed");
        }
    }

    @Test
    void aStopEndsTheAnswerItNamesAndWhatThatOneReplaced() throws Exception {
        try (Band band = new Band(TinyModel.batches(), System::nanoTime)) {
            BlockingQueue<String> heard = new LinkedBlockingQueue<>();
            Voice voice = band.join(audience(heard));
            for (int round = 0; round < 200; round++) {
                long first = 10L * round;
                band.say(voice, long60(first));
                if (round % 2 == 0) {
                    Thread.sleep(2);
                }
                // Both at once: the band sees neither or both.
                band.say(voice, long60(first + 1));
                band.say(voice, new PageMessage.Stop(first + 1));
                awaitEnds(heard, first, first + 1);
            }
        }
    }

    private static void awaitEnds(BlockingQueue<String> heard, Long... ids) throws InterruptedException {
        Set<Long> open = new HashSet<>(Set.of(ids));
        while (!open.isEmpty()) {
            String json = heard.poll(10, TimeUnit.SECONDS);
            assertTrue(json != null, "they go on though they were stopped: " + open);
            open.removeIf(id -> json.contains("\"end\",\"id\":" + id + ","));
        }
    }

    private static PageMessage long60(long id) {
        return RequestReader.read(JsonTexts.read(PageStandIn.answer(id, 60, 1)));
    }

    private static PageMessage request(long id) {
        return RequestReader.read(JsonTexts.read(PageStandIn.answer(id, 1, 1)));
    }

    private static Audience audience(BlockingQueue<String> heard) {
        return new Audience() {
            @Override
            public void send(String json) {
                heard.add(json);
            }

            @Override
            public boolean keepsUp() {
                return true;
            }
        };
    }
}
