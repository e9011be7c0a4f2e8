package org.amadeus.ui.studio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/** Speaks the studio's protocol as a page would. */
final class PageStandIn implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** The notes of {@link #askForAnswer}: three, from 0 s to 1 s. */
    static final String PHRASE = "[[0,0.3,60,80],[0.3,0.6,64,80],[0.6,1.0,67,90]]";

    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final StringBuilder partial = new StringBuilder();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private PageStandIn(int port, String origin) {
        socket = CLIENT.newWebSocketBuilder()
                .header("Origin", origin)
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/play"), this)
                .join();
    }

    /** Opens a session; the welcome is received already. */
    static PageStandIn open(int port) {
        PageStandIn page = openFrom(port, "http://127.0.0.1:" + port);
        page.await("welcome");
        return page;
    }

    static PageStandIn openFrom(int port, String origin) {
        return new PageStandIn(port, origin);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                received.add(JSON.readTree(partial.toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            partial.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        closed.complete(status);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        closed.completeExceptionally(error);
    }

    void send(String json) {
        socket.sendText(json, true).join();
    }

    WebSocket socket() {
        return socket;
    }

    /** Completes with the status of the server's close. */
    CompletableFuture<Integer> closed() {
        return closed;
    }

    /** The next message; fails where none comes in a minute. */
    JsonNode next() {
        try {
            JsonNode message = received.poll(60, TimeUnit.SECONDS);
            Assertions.assertNotNull(message, "no message within 60 s");
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The next message of that type; others before it are passed over. */
    JsonNode await(String type) {
        while (true) {
            JsonNode message = next();
            if (message.path("type").asText().equals(type)) {
                return message;
            }
        }
    }

    /** Asks for an answer to {@link #PHRASE}. */
    void askForAnswer(long id, double seconds, long seed) {
        send(answer(id, seconds, seed));
    }

    static String answer(long id, double seconds, long seed) {
        return "{\"type\":\"answer\",\"id\":" + id + ",\"notes\":" + PHRASE + ",\"until\":1.2,\"seconds\":" + seconds
                + ",\"taste\":{\"temperature\":1,\"topP\":0.95,\"seed\":" + seed + "},\"pace\":1}";
    }

    /** Everything said of an answer, to its end. */
    List<JsonNode> answer(long id) {
        List<JsonNode> messages = new ArrayList<>();
        while (messages.isEmpty()
                || !messages.get(messages.size() - 1).path("type").asText().equals("end")) {
            JsonNode message = next();
            if (message.path("id").asLong(-1) == id) {
                messages.add(message);
            }
        }
        return messages;
    }

    @Override
    public void close() {
        socket.abort();
    }
}
