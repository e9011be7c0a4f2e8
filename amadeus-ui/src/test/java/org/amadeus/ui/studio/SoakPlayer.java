package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** Plays at a studio at random, one session after the other, and counts what it asks for and what comes of it. */
final class SoakPlayer {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Set<Integer> UPLOAD_REPLIES = Set.of(200, 422, 503);

    private static final int LEAST_ROUNDS = 6;

    private final StudioServer studio;
    private final Random random;
    private final byte[] phrase = MidiWriter.toBytes(
            MidiFileBuilder.of("phrase", NoteSequence.of(new Note(0, 0.5, 60, 80), new Note(0.5, 1, 64, 90))));
    private long asked;
    private long answered;
    private long refused;
    private long left;
    private long uploads;

    SoakPlayer(StudioServer studio, Random random) {
        this.studio = studio;
        this.random = random;
    }

    long asked() {
        return asked;
    }

    long answered() {
        return answered;
    }

    long refused() {
        return refused;
    }

    /** Answers that were under way when it left. */
    long left() {
        return left;
    }

    long uploads() {
        return uploads;
    }

    /** Plays until it is over, some sessions at least. */
    Void playUntil(BooleanSupplier over) throws Exception {
        for (int round = 0; round < LEAST_ROUNDS || !over.getAsBoolean(); round++) {
            switch (random.nextInt(8)) {
                case 0 -> resetHandshake();
                case 1 -> upload();
                default -> session();
            }
        }
        return null;
    }

    private void session() throws Exception {
        Set<Long> open = new HashSet<>();
        PageStandIn page = PageStandIn.open(studio.port());
        for (int turn = random.nextInt(12); turn >= 0; turn--) {
            turn(page, open);
        }
        if (random.nextInt(3) > 0) {
            await(page, open);
            page.socket().sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        }
        left += open.size();
        page.close();
    }

    private void turn(PageStandIn page, Set<Long> open) {
        long id = asked;
        switch (random.nextInt(8)) {
            case 0 ->
                page.send("{\"type\":\"listen\",\"id\":900,\"at\":1,\"notes\":[[0,0.4," + pitch()
                        + ",70]],\"until\":0.6}");
            case 1 -> page.send("{\"type\":\"stop\",\"id\":" + Math.max(0, id - random.nextInt(3)) + "}");
            case 2 -> {
                // Refused, with the id by which it was asked for.
                asked++;
                open.add(id);
                page.send(PageStandIn.answer(id, 2, 1).replace("\"topP\":0.95", "\"topP\":7"));
            }
            case 3 -> page.send("{\"type\":\"nonsense\"}");
            default -> {
                asked++;
                open.add(id);
                page.send(PageStandIn.answer(id, 1 + random.nextInt(30), random.nextInt(100))
                        .replace("[0,0.3,60,80]", "[0,0.3," + pitch() + ",80]"));
            }
        }
        if (random.nextInt(3) == 0) {
            await(page, open);
        }
    }

    /** Hears its page until every answer that it asked for has come to an end. */
    private void await(PageStandIn page, Set<Long> open) {
        while (!open.isEmpty()) {
            JsonNode message = page.next();
            String type = message.path("type").asText();
            if (type.equals("end") && open.remove(message.path("id").asLong())) {
                answered++;
            } else if (type.equals("refused")
                    && message.has("id")
                    && open.remove(message.path("id").asLong())) {
                refused++;
            }
        }
    }

    private int pitch() {
        return 40 + random.nextInt(40);
    }

    private void upload() throws Exception {
        byte[] file = phrase.clone();
        if (random.nextBoolean()) {
            file[random.nextInt(file.length)] ^= (byte) (1 << random.nextInt(8));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + studio.port() + "/phrase"))
                .header("Origin", "http://127.0.0.1:" + studio.port())
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build();
        int status = CLIENT.send(request, BodyHandlers.ofString()).statusCode();
        assertTrue(UPLOAD_REPLIES.contains(status), "an upload got " + status);
        uploads++;
    }

    private void resetHandshake() throws InterruptedException {
        try (Socket socket = new Socket("127.0.0.1", studio.port())) {
            socket.setSoLinger(true, 0);
            socket.getOutputStream()
                    .write(("GET /play HTTP/1.1\r\nHost: 127.0.0.1:" + studio.port() + "\r\nOrigin: http://127.0.0.1:"
                                    + studio.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            Thread.sleep(random.nextInt(4));
        } catch (IOException e) {
            // It was closed on the way, which is what this is about.
            return;
        }
    }
}
