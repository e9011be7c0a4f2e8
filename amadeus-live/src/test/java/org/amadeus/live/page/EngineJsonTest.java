package org.amadeus.live.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.Ending;
import org.amadeus.live.Rule;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.TempoEstimate;
import org.amadeus.live.rewrite.Rewritten;
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
                read(new EngineMessage.Phrase(1, 2, 3, 0.6, Rule.SILENCE, true, Optional.empty()))
                        .path("rule")
                        .asText());
        TempoEstimate tempo = new TempoEstimate(new BeatGrid(0, 0.5, 3), 0.9);
        assertEquals(
                "{\"type\":\"phrase\",\"id\":1,\"notes\":2,\"seconds\":3.0,\"waited\":0.6,\"rule\":\"pause\","
                        + "\"answered\":false,\"tempo\":240.0,\"beatsPerBar\":3,\"sure\":true}",
                EngineJson.write(new EngineMessage.Phrase(1, 2, 3, 0.6, Rule.PAUSE, false, Optional.of(tempo.at(2)))));
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
    void aRewrittenStretchHasItsNotesAndWhatSpokeForIt() {
        Rewritten rewritten = new Rewritten(
                NoteSequence.of(new Note(0, 0.5, 60, 80), new Note(0.5, 1, 64, 70)), 1, List.of(-2.5, -1 / 3.0));
        assertEquals(
                "{\"type\":\"rewritten\",\"id\":3,\"seed\":7,\"take\":1,\"likelihoods\":[-2.5,-0.3333],"
                        + "\"notes\":[[0.0,0.5,60,80],[0.5,1.0,64,70]]}",
                EngineJson.write(new EngineMessage.Rewrote(3, 7, rewritten)));
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
