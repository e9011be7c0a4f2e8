package org.amadeus.ui.studio;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A thousand malformed messages, frames and uploads: each is refused, and a bystander's music goes on as if alone. */
class MalformedTest {
    private static final String ANSWER = PageStandIn.answer(1, 2, 9);
    /** What one could get wrong in an answer's message: what to find and what to put there. */
    private static final List<List<String>> MISTAKES = List.of(
            List.of("\"answer\"", "\"anwser\""),
            List.of("\"type\":\"answer\",", ""),
            List.of("\"id\":1", "\"id\":-1"),
            List.of("\"id\":1", "\"id\":1.5"),
            List.of("\"id\":1", "\"id\":99999999999999999999"),
            List.of("\"seconds\":2.0", "\"seconds\":1e9"),
            List.of("\"seconds\":2.0", "\"seconds\":\"2\""),
            List.of("\"seconds\":2.0", "\"seconds\":null"),
            List.of("\"seconds\":2.0", "\"seconds\":NaN"),
            List.of("\"until\":1.2", "\"until\":-1"),
            List.of("\"until\":1.2", "\"until\":0.1"),
            List.of("[0,0.3,60,80]", "[0.3,0,60,80]"),
            List.of("[0,0.3,60,80]", "[0,0.3,60.5,80]"),
            List.of("[0,0.3,60,80]", "[0,0.3,128,80]"),
            List.of("[0,0.3,60,80]", "[0,0.3,60,0]"),
            List.of("[0,0.3,60,80]", "[0,0.3,60]"),
            List.of("[0,0.3,60,80]", "7"),
            List.of("[0,0.3,60,80]", "[0,1e300,60,80]"),
            List.of("\"topP\":0.95", "\"topP\":0"),
            List.of("\"temperature\":1", "\"temperature\":1000"),
            List.of("\"seed\":9", "\"seed\":[9]"),
            List.of("\"pace\":1", "\"pace\":1,\"pace\":2"),
            List.of("\"pace\":1", "\"pace\":1,\"path\":\"/etc/passwd\""),
            List.of("\"pace\":1", "\"pace\":1,\"control\":{\"density\":12,\"histogram\":[1,1,1,1,1,1,1,1,1,1,1,1]}"),
            List.of("\"pace\":1", "\"pace\":1,\"control\":{\"density\":1,\"histogram\":[1]}"),
            List.of("\"pace\":1}", "\"pace\":1}}"),
            List.of("\"pace\":1}", "\"pace\":1"),
            List.of(ANSWER, ""),
            List.of(ANSWER, "null"),
            List.of(ANSWER, "[]"),
            List.of(ANSWER, "[".repeat(5000)),
            List.of(ANSWER, "{\"type\":\"answer\"}"));

    private final HttpClient client = HttpClient.newHttpClient();
    private StudioServer studio;

    @BeforeEach
    void start() {
        StudioLimits limits = new StudioLimits(
                64, 256, 64 << 10, 5000, 64 << 10, 1 << 20, Duration.ofSeconds(20), Duration.ofMinutes(1));
        studio = StudioServer.start(TinyModel.studio(), 0, limits);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    @Test
    void aThousandAreRefusedAndABystanderIsUndisturbed() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        try (PageStandIn bystander = PageStandIn.open(studio.port())) {
            bystander.askForAnswer(1, 1.5, 3);
            int expected = bystander.answer(1).size();
            messages(random, 500, bystander, expected);
            uploads(random, 400, bystander, expected);
            frames(random, 100);
            bystander.askForAnswer(1, 1.5, 3);
            assertEquals(expected, bystander.answer(1).size());
        }
        // Sessions of broken connections are freed.
        eventually(() -> studio.sessions() == 0);
    }

    private void messages(Random random, int count, PageStandIn bystander, int expected) {
        try (PageStandIn page = PageStandIn.open(studio.port())) {
            for (int i = 0; i < count; i++) {
                List<String> mistake = MISTAKES.get(i % MISTAKES.size());
                assertTrue(ANSWER.contains(mistake.get(0)), mistake::toString);
                String bad = i < 2 * MISTAKES.size() ? ANSWER.replace(mistake.get(0), mistake.get(1)) : broken(random);
                page.send(bad);
                JsonNode reply = page.next();
                assertEquals("refused", reply.path("type").asText(), () -> bad + " got " + reply);
                assertFalse(reply.path("reason").asText().isBlank(), bad);
                if (i % 100 == 50) {
                    bystander.askForAnswer(1, 1.5, 3);
                    assertEquals(expected, bystander.answer(1).size());
                }
            }
            page.askForAnswer(2, 1, 1);
            assertEquals("complete", page.await("end").path("why").asText(), "the session itself goes on");
        }
    }

    /** A good message with one byte of its syntax gone. */
    private static String broken(Random random) {
        int at = random.nextInt(ANSWER.length());
        while (!"{}[]:,\"".contains(ANSWER.substring(at, at + 1))) {
            at = (at + 1) % ANSWER.length();
        }
        return ANSWER.substring(0, at) + ANSWER.substring(at + 1);
    }

    private void uploads(Random random, int count, PageStandIn bystander, int expected) throws Exception {
        byte[] good = MidiWriter.toBytes(
                MidiFileBuilder.of("phrase", NoteSequence.of(new Note(0, 0.5, 60, 80), new Note(0.5, 1, 64, 90))));
        for (int i = 0; i < count; i++) {
            boolean midi = i % 2 == 0;
            byte[] bad = midi ? good.clone() : broken(random).getBytes(StandardCharsets.UTF_8);
            if (midi) {
                // Within the name of the header: it is no MIDI file.
                bad[random.nextInt(4)] ^= (byte) (0x80 >> random.nextInt(2));
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + studio.port() + (midi ? "/phrase" : "/midi")))
                    .header("Origin", "http://127.0.0.1:" + studio.port())
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bad))
                    .build();
            HttpResponse<String> reply = client.send(request, BodyHandlers.ofString());
            assertEquals(422, reply.statusCode(), reply::body);
            assertTrue(reply.body().contains("\"reason\""), reply.body());
            if (i % 100 == 50) {
                bystander.askForAnswer(1, 1.5, 3);
                assertEquals(expected, bystander.answer(1).size());
            }
        }
    }

    /** Bytes that are no frames of the WebSocket protocol, or are too long: the connection is closed. */
    private void frames(Random random, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            try (Socket socket = new Socket("127.0.0.1", studio.port())) {
                socket.setSoTimeout(60_000);
                byte[] key = new byte[16];
                random.nextBytes(key);
                socket.getOutputStream()
                        .write(("GET /play HTTP/1.1\r\nHost: 127.0.0.1:" + studio.port()
                                        + "\r\nOrigin: http://127.0.0.1:"
                                        + studio.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                                        + Base64.getEncoder().encodeToString(key) + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                socket.getOutputStream().write(badFrame(i % 5, random));
                InputStream in = socket.getInputStream();
                String said = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertTrue(said.startsWith("HTTP/1.1 101"), said);
                assertTrue(said.contains("\u0088"), "closed without a close frame");
            }
        }
    }

    private static byte[] badFrame(int kind, Random random) {
        return switch (kind) {
            // Not masked, as a client's must be.
            case 0 -> new byte[] {(byte) 0x81, 2, '{', '}'};
            // An operation code that is not used.
            case 1 -> new byte[] {(byte) 0x83, (byte) 0x80, 1, 2, 3, 4};
            // A reserved bit.
            case 2 -> new byte[] {(byte) 0xF1, (byte) 0x80, 1, 2, 3, 4};
            // A length of 2^62 bytes.
            case 3 -> new byte[] {(byte) 0x81, (byte) 0xFF, 0x40, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
            // A text that is not UTF-8.
            default -> new byte[] {(byte) 0x81, (byte) 0x82, 0, 0, 0, 0, (byte) 0xC3, (byte) (random.nextInt(64))};
        };
    }
}
