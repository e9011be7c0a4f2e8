package org.amadeus.live.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalLong;
import org.amadeus.live.Ending;
import org.amadeus.live.Rule;
import org.junit.jupiter.api.Test;

class EngineJsonTest {
    private static JsonNode read(EngineMessage message) throws Exception {
        return new ObjectMapper().readTree(EngineJson.write(message));
    }

    @Test
    void eachMessageIsOneObject() throws Exception {
        assertEquals(
                "{\"type\":\"on\",\"id\":3,\"at\":0.25,\"pitch\":60,\"velocity\":80}",
                EngineJson.write(new EngineMessage.On(3, 0.25, 60, 80)));
        assertEquals(
                "silence",
                read(new EngineMessage.Phrase(1, 2, 3, 0.6, Rule.SILENCE, true))
                        .path("rule")
                        .asText());
        assertEquals(
                "stopped",
                read(new EngineMessage.End(1, 2, Ending.STOPPED)).path("why").asText());
        assertEquals(
                0.3333, read(new EngineMessage.Begin(1, 2, 1 / 3.0)).path("at").asDouble());
        assertEquals(
                "{\"type\":\"pedal\",\"id\":3,\"at\":0.25,\"down\":true}",
                EngineJson.write(new EngineMessage.Pedal(3, 0.25, true)));
        assertEquals(61, read(new EngineMessage.Off(1, 0, 61)).path("pitch").asInt());
    }

    @Test
    void anyReasonIsAText() throws Exception {
        String reason = "a \"quote\", a \\, a line\nand \u0000, \u00e9, \ud83c\udfb9";
        JsonNode refused = read(new EngineMessage.Refused(OptionalLong.of(5), reason));
        assertEquals(reason, refused.path("reason").asText());
        assertEquals(5, refused.path("id").asLong());
        assertEquals(
                false, read(new EngineMessage.Refused(OptionalLong.empty(), "")).has("id"));
    }
}
