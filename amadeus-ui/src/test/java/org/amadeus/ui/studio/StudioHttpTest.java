package org.amadeus.ui.studio;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is let in, and what is served. */
class StudioHttpTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private StudioServer studio;

    @BeforeEach
    void start() {
        StudioLimits small = new StudioLimits(
                2, 64, 64 << 10, 100, 64 << 10, 1 << 20, Duration.ofSeconds(20), Duration.ofMinutes(1));
        studio = StudioServer.start(TinyModel.studio(), 0, small);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    @Test
    void servesThePageWithStrictHeadersAndOnlyOnce() throws Exception {
        HttpResponse<String> page = get("/");
        assertEquals(200, page.statusCode());
        assertEquals(
                "text/html; charset=utf-8",
                page.headers().firstValue("Content-Type").orElseThrow());
        String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
        assertTrue(policy.contains("default-src 'none'") && policy.contains("script-src 'self';"), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertEquals(
                "nosniff", page.headers().firstValue("X-Content-Type-Options").orElseThrow());
        assertFalse(page.headers().firstValue("Server").isPresent());
        String tag = page.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again =
                client.send(request("/").header("If-None-Match", tag).build(), BodyHandlers.ofString());
        assertEquals(304, again.statusCode());
        assertEquals(405, post("/", new byte[0]).statusCode());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ | GET, HEAD",
                "/js/main.js | GET, HEAD",
                "/about | GET, HEAD",
                "/play | GET",
                "/phrase | POST",
                "/midi | POST"
            })
    void otherMethodsAreRefusedByWhatThereIs(String path, String allowed) throws Exception {
        for (String method : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "WHATEVER")) {
            if (!allowed.contains(method)) {
                HttpRequest asked = request(path)
                        .header("Origin", "http://127.0.0.1:" + studio.port())
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
                HttpResponse<String> answer = client.send(asked, BodyHandlers.ofString());
                assertEquals(405, answer.statusCode(), method);
                assertEquals(allowed, answer.headers().firstValue("Allow").orElseThrow(), method);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../../../../etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/%2e%2e/PageFiles.class",
                "/js/../../StudioServer.class",
                "/js/",
                "//etc/passwd",
                "/index.html%00.js"
            })
    void knowsNoPathButThePages(String path) throws Exception {
        String response =
                raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + studio.port() + "\r\nConnection: close\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 404") || response.startsWith("HTTP/1.1 400"), response);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:PORT", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example:PORT"})
    void refusesAForeignHost(String host) throws Exception {
        String response = raw("GET / HTTP/1.1\r\nHost: " + host.replace("PORT", "" + studio.port())
                + "\r\nConnection: close\r\n\r\n");
        assertTrue(response.startsWith("HTTP/1.1 421"), response);
        assertTrue(raw("GET / HTTP/1.0\r\n\r\n").startsWith("HTTP/1.1 421"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1:1", "http://127.0.0.1"
            })
    void refusesAForeignOrigin(String origin) throws Exception {
        String from = origin.replace("PORT", "" + studio.port());
        assertThrows(CompletionException.class, () -> PageStandIn.openFrom(studio.port(), from));
        HttpRequest upload = request("/phrase")
                .header("Origin", from)
                .POST(HttpRequest.BodyPublishers.ofByteArray(phrase()))
                .build();
        assertEquals(403, client.send(upload, BodyHandlers.ofString()).statusCode());
        HttpRequest none = request("/phrase")
                .POST(HttpRequest.BodyPublishers.ofByteArray(phrase()))
                .build();
        assertEquals(403, client.send(none, BodyHandlers.ofString()).statusCode());
        assertEquals(0, studio.sessions());
    }

    @Test
    void servesTheRecordingsWhereTheyWereBuiltIn() throws Exception {
        boolean builtIn = StudioHttpTest.class.getResource("page/samples/A0v8.mp3") != null;
        for (int pitch = 21; pitch <= 108; pitch += 3) {
            HttpResponse<String> recording = get("/samples/" + pitch + ".mp3");
            assertEquals(builtIn ? 200 : 404, recording.statusCode(), "pitch " + pitch);
        }
        assertEquals(404, get("/samples/22.mp3").statusCode());
    }

    @Test
    void listensOnLoopbackAlone() throws Exception {
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                if (address instanceof Inet4Address && !address.isLoopbackAddress()) {
                    assertThrows(
                            IOException.class, () -> new Socket(address, studio.port()).close(), address::toString);
                }
            }
        }
    }

    @Test
    void takesSoManySessionsAndNoMore() throws Exception {
        PageStandIn first = PageStandIn.open(studio.port());
        try (PageStandIn second = PageStandIn.open(studio.port())) {
            assertThrows(CompletionException.class, () -> PageStandIn.open(studio.port()));
            first.close();
            eventually(() -> studio.sessions() == 1);
            PageStandIn.open(studio.port()).close();
            second.askForAnswer(1, 1, 1);
            second.await("end");
        }
    }

    @Test
    void readsAMidiFileAndWritesOne() throws Exception {
        HttpResponse<String> phrase = post("/phrase", phrase());
        assertEquals("{\"notes\":[[0.0,0.5,60,80],[0.5,1.0,64,90]]}", phrase.body());
        byte[] piece = "{\"you\":[[0.5,1,60,80]],\"amadeus\":[[1.5,2.25,72,33],[1.5,2,76,44]]}"
                .getBytes(StandardCharsets.UTF_8);
        HttpRequest request = request("/midi")
                .header("Origin", "http://127.0.0.1:" + studio.port())
                .POST(HttpRequest.BodyPublishers.ofByteArray(piece))
                .build();
        HttpResponse<byte[]> file = client.send(request, BodyHandlers.ofByteArray());
        assertEquals("audio/midi", file.headers().firstValue("Content-Type").orElseThrow());
        assertEquals(
                List.of(new Note(0.5, 1, 60, 80), new Note(1.5, 2, 76, 44), new Note(1.5, 2.25, 72, 33)),
                MidiReader.parse("made", file.body(), Tolerance.STRICT).notes().asList());
    }

    @Test
    void aPieceThatWasSavedIsOpenedWithItsPlayersAndSettings() throws Exception {
        String piece = "{\"you\":[[1.5,2,60,80]],\"amadeus\":[[2.5,3,72,33],[0.5,1,76,44]],"
                + "\"settings\":\"{\\\"mode\\\":\\\"echo\\\"}\"}";
        HttpRequest request = request("/midi")
                .header("Origin", "http://127.0.0.1:" + studio.port())
                .POST(HttpRequest.BodyPublishers.ofString(piece))
                .build();
        byte[] file = client.send(request, BodyHandlers.ofByteArray()).body();
        assertEquals(
                "{\"notes\":[[1.0,1.5,60,80]],\"amadeus\":[[0.0,0.5,76,44],[2.0,2.5,72,33]],"
                        + "\"settings\":\"{\\\"mode\\\":\\\"echo\\\"}\"}",
                post("/phrase", file).body());
    }

    @Test
    void aNoteThatIsStruckWhereTheLastOfItsPitchEndsKeepsItsLength() throws Exception {
        String rows = "[[0.0,0.5,60,80],[0.5,1.5,60,90],[1.5,1.6,60,70]]";
        HttpRequest request = request("/midi")
                .header("Origin", "http://127.0.0.1:" + studio.port())
                .POST(HttpRequest.BodyPublishers.ofString("{\"you\":" + rows + ",\"amadeus\":[]}"))
                .build();
        byte[] saved = client.send(request, BodyHandlers.ofByteArray()).body();
        assertEquals("{\"notes\":" + rows + "}", post("/phrase", saved).body());
        // The file has the strike before the end of the note before it.
        byte[] file = HexFormat.of()
                .parseHex("4d546864000000060000000101e04d54726b0000001600903c468740903c5a00803c008740803c0000ff2f00");
        assertEquals(
                "{\"notes\":[[0.0,1.0,60,70],[1.0,2.0,60,90]]}",
                post("/phrase", file).body());
    }

    @Test
    void keepsEveryNoteOfALongPiece() throws Exception {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 9000; i++) {
            notes.add(new Note(i, i + 0.5, 60 + i % 12, 80));
        }
        String rows = notes.stream()
                .map(note -> "[" + note.start() + "," + note.end() + "," + note.pitch() + "," + note.velocity() + "]")
                .collect(Collectors.joining(",", "[", "]"));
        HttpRequest request = request("/midi")
                .header("Origin", "http://127.0.0.1:" + studio.port())
                .POST(HttpRequest.BodyPublishers.ofString("{\"you\":" + rows + ",\"amadeus\":[]}"))
                .build();
        HttpResponse<byte[]> file = client.send(request, BodyHandlers.ofByteArray());
        assertEquals(200, file.statusCode());
        assertEquals(
                notes,
                MidiReader.parse("made", file.body(), Tolerance.STRICT).notes().asList());
        studio.close();
        studio = StudioServer.start(TinyModel.studio(), 0, StudioLimits.DEFAULT);
        assertEquals("{\"notes\":" + rows + "}", post("/phrase", file.body()).body());
    }

    @Test
    void saysWhatIsDamaged() throws Exception {
        // One track, which says that it is 9 bytes long.
        byte[] file = HexFormat.of()
                .parseHex("4d546864000000060000000101e04d54726b0000000900903c468740803c0000903e468740803e0000ff2f00");
        HttpResponse<String> damaged = post("/phrase", file);
        assertEquals(200, damaged.statusCode(), damaged.body());
        assertTrue(damaged.body().contains("\"warnings\":[\""), damaged.body());
        assertTrue(damaged.body().contains(",62,70]]"), "the second note is lost: " + damaged.body());
    }

    @Test
    void refusesUploadsThatAreTooLongOrNotMusic() throws Exception {
        assertRefused(HttpRequest.BodyPublishers.ofByteArray(new byte[(64 << 10) + 1]));
        assertRefused(HttpRequest.BodyPublishers.ofInputStream(() -> new Endless(1 << 20)));
        HttpResponse<String> notMidi = post("/phrase", "hello".getBytes(StandardCharsets.UTF_8));
        assertEquals(422, notMidi.statusCode());
        assertTrue(notMidi.body().contains("MThd"), notMidi.body());
        HttpResponse<String> silent = post("/phrase", MidiWriter.toBytes(MidiFileBuilder.of("x", NoteSequence.of())));
        assertEquals(422, silent.statusCode());
        assertEquals(405, get("/phrase").statusCode());
        assertEquals(426, get("/play").statusCode());
    }

    /**
     * The server answers before it has read all, and closes the connection. A client that is still sending may see the
     * close, which is a refusal too, in place of the answer.
     */
    private void assertRefused(HttpRequest.BodyPublisher upload) throws Exception {
        HttpRequest request = request("/phrase")
                .header("Origin", "http://127.0.0.1:" + studio.port())
                .POST(upload)
                .build();
        try {
            assertEquals(413, client.send(request, BodyHandlers.ofString()).statusCode());
        } catch (HttpTimeoutException | ConnectException e) {
            throw e;
        } catch (IOException closed) {
            assertEquals(200, get("/").statusCode(), "the studio goes on after " + closed);
        }
    }

    @Test
    void thePageIsThereBeforeItsModel() throws Exception {
        studio.close();
        studio = StudioServer.start(RunningStudio.here("1", "small"), 0, StudioLimits.DEFAULT);
        assertEquals(200, get("/").statusCode());
        HttpResponse<String> early = get("/play");
        assertEquals(503, early.statusCode());
        assertEquals("1", early.headers().firstValue("Retry-After").orElse(""));
        studio.play(TinyModel.studio());
        assertEquals(426, get("/play").statusCode(), "from now on it wants a WebSocket");
        assertThrows(IllegalStateException.class, () -> studio.play(TinyModel.studio()));
    }

    @Test
    void saysWhatToDoWhenThePortIsTaken() {
        AmadeusException taken = assertThrows(
                AmadeusException.class,
                () -> StudioServer.start(TinyModel.studio(), studio.port(), StudioLimits.DEFAULT));
        assertTrue(taken.getMessage().contains("in use; choose another with --port"), taken.getMessage());
    }

    /** So many zero bytes. */
    private static final class Endless extends InputStream {
        private int left;

        Endless(int length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }
    }

    private static byte[] phrase() {
        return MidiWriter.toBytes(
                MidiFileBuilder.of("phrase", NoteSequence.of(new Note(0, 0.5, 60, 80), new Note(0.5, 1, 64, 90))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + studio.port() + path))
                .timeout(Duration.ofSeconds(60));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, byte[] body) throws Exception {
        HttpRequest request = request(path)
                .header("Origin", "http://127.0.0.1:" + studio.port())
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", studio.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
