package org.amadeus.data.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.data.performance.Performance;
import org.amadeus.data.performance.PerformanceMidi;
import org.amadeus.data.performance.PerformanceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference profile against the Python implementation's results, see resources/golden/README.md. */
class ReferenceProfileTest {
    private static final double SECONDS = 1e-9;
    private final EventCodec codec = EventCodec.of(CodecProfile.REFERENCE);

    static Stream<GoldenFile> readable() {
        return GoldenFile.readable();
    }

    static Stream<GoldenFile> failing() {
        return GoldenFile.all().filter(file -> file.expected().has("error"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatTheReferenceReads(GoldenFile file) throws IOException {
        JsonNode expected = file.expected();
        Performance performance = new PerformanceReader(CodecProfile.REFERENCE).read(file.midi());

        assertNotes(expected.get("notes_raw"), performance.notes());
        assertArrayEquals(ints(expected.get("events")), performance.events().toArray());
        assertControls(expected.get("controls_compressed"), performance.controls());
        assertNotes(expected.get("roundtrip_notes"), codec.decode(performance.events()));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void writesWhatTheReferenceWrites(GoldenFile file) throws IOException {
        EventSequence events = EventSequence.of(ints(file.expected().get("events")));

        byte[] written = MidiWriter.toBytes(PerformanceMidi.of(events, CodecProfile.REFERENCE));

        assertArrayEquals(Files.readAllBytes(file.expectedMidi()), written);
    }

    @ParameterizedTest
    @MethodSource("failing")
    void refusesWhatTheReferenceCannotRead(GoldenFile file) {
        PerformanceReader reader = new PerformanceReader(CodecProfile.REFERENCE);

        AmadeusException refusal = assertThrows(AmadeusException.class, () -> reader.read(file.midi()));

        assertTrue(refusal.getMessage().startsWith(file.midi() + ": "), refusal.getMessage());
    }

    @Test
    void tableOfTimesIsBitForBitThatOfThePythonImplementation() {
        JsonNode bins = constants().get("time_shift_bins_hex");
        for (int v = 0; v < EventVocabulary.TIME_SHIFT_BINS; v++) {
            assertEquals(
                    Double.parseDouble(bins.get(v).asText()), EventVocabulary.seconds(EventVocabulary.TIME_SHIFT + v));
        }
    }

    @Test
    void everyVelocityHasItsBinAndEveryBinItsVelocity() {
        JsonNode bins = constants().get("velocity_to_index");
        for (int velocity = 0; velocity < 128; velocity++) {
            int expected = bins.get(Integer.toString(velocity)).asInt();
            assertEquals(EventVocabulary.VELOCITY + expected, codec.velocityEvent(velocity), "velocity " + velocity);
        }
        JsonNode decoded = constants().get("velocity_index_decoded");
        for (int bin = 0; bin < EventVocabulary.VELOCITY_BINS; bin++) {
            assertEquals(decoded.get(bin).asInt(), codec.velocity(EventVocabulary.VELOCITY + bin), "bin " + bin);
        }
    }

    @Test
    void transposedEventsWrapByAnOctave() {
        JsonNode golden = GoldenFile.json(GoldenFile.bundled().resolve("transposition.json.gz"));
        EventSequence events = flat(golden.get("events"));
        golden.get("out").fields().forEachRemaining(entry -> {
            int semitones = Integer.parseInt(entry.getKey());
            assertEquals(flat(entry.getValue().get("events")), events.transpose(semitones), semitones + " semitones");
        });
    }

    private static JsonNode constants() {
        return GoldenFile.json(GoldenFile.bundled().resolve("constants.json.gz"));
    }

    private static EventSequence flat(JsonNode rows) {
        return EventSequence.of(StreamSupport.stream(rows.spliterator(), false)
                .flatMapToInt(row -> Stream.of(ints(row)).flatMapToInt(Arrays::stream))
                .toArray());
    }

    private static int[] ints(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToInt(JsonNode::asInt)
                .toArray();
    }

    private static void assertNotes(JsonNode expected, NoteSequence notes) {
        assertEquals(expected.size(), notes.size());
        for (int i = 0; i < notes.size(); i++) {
            Note note = notes.get(i);
            JsonNode golden = expected.get(i);
            assertEquals(golden.get(0).asDouble(), note.start(), SECONDS, "start of note " + i);
            assertEquals(golden.get(1).asDouble(), note.end(), SECONDS, "end of note " + i);
            assertEquals(golden.get(2).asInt(), note.pitch(), "pitch of note " + i);
            assertEquals(golden.get(3).asInt(), note.velocity(), "velocity of note " + i);
        }
    }

    private static void assertControls(JsonNode expected, ControlSequence controls) {
        assertEquals(expected.size(), controls.size());
        byte[] bytes = controls.toBytes();
        for (int i = 0; i < controls.size(); i++) {
            for (int b = 0; b < ControlSequence.BYTES; b++) {
                assertEquals(
                        expected.get(i).get(b).asInt(),
                        bytes[i * ControlSequence.BYTES + b] & 0xFF,
                        "control " + i + " byte " + b);
            }
        }
    }
}
