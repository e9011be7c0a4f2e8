package org.amadeus.ui.studio;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.amadeus.ui.studio.http.OriginGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page's place is taken when it is there and free again when it is gone, however it goes. */
class StudioPlacesTest {
    private static final int PLACES = 8;

    private StudioServer studio;

    @BeforeEach
    void start() {
        StudioLimits limits = new StudioLimits(
                PLACES, 64, 64 << 10, 100, 64 << 10, 1 << 20, Duration.ofSeconds(1), Duration.ofMinutes(1));
        studio = StudioServer.start(TinyModel.studio(), 0, limits);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private String handshake() {
        return "GET /play HTTP/1.1\r\nHost: 127.0.0.1:" + studio.port() + "\r\nOrigin: http://127.0.0.1:"
                + studio.port() + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    }

    /** Sends the first bytes of a handshake and resets the connection, after a wait or at once. */
    private void reset(int bytes, int waitMillis) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", studio.port())) {
            socket.setSoLinger(true, 0);
            byte[] request = handshake().getBytes(StandardCharsets.US_ASCII);
            socket.getOutputStream().write(request, 0, Math.min(bytes, request.length));
            socket.getOutputStream().flush();
            Thread.sleep(waitMillis);
        } catch (IOException e) {
            // The studio was quicker: just as well.
            return;
        }
    }

    @Test
    void handshakesThatAreResetLeaveNoPlaceTaken() throws Exception {
        for (int i = 0; i < 600; i++) {
            reset(i % 10 == 0 ? 40 : 10_000, i % 50 == 0 ? 3 : 0);
        }
        eventually(() -> studio.sessions() == 0 && studio.voices() == 0);
        for (int i = 0; i < PLACES; i++) {
            PageStandIn page = PageStandIn.open(studio.port());
            page.askForAnswer(1, 0.5, 1);
            page.await("end");
        }
        assertEquals(PLACES, studio.sessions());
    }

    @Test
    void aPageThatFindsNoPlaceCanAskWhy() throws Exception {
        for (int i = 0; i < PLACES; i++) {
            PageStandIn.open(studio.port());
        }
        HttpClient client = HttpClient.newHttpClient();
        URI play = URI.create("http://127.0.0.1:" + studio.port() + "/play");
        HttpResponse<String> full = client.send(HttpRequest.newBuilder(play).build(), BodyHandlers.ofString());
        assertEquals(503, full.statusCode());
        assertTrue(full.body().contains("all 8 places are taken"), full.body());
    }

    @Test
    void theEndOfTheStudioIsToldAsWhatItIs() throws Exception {
        PageStandIn page = PageStandIn.open(studio.port());
        page.askForAnswer(1, 60, 1);
        page.await("on");
        studio.close();
        assertEquals(1012, page.closed().get(10, TimeUnit.SECONDS));
    }

    @Test
    void anUploadThatTakesTooLongIsEndedAndAnswered() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", studio.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("POST /phrase HTTP/1.1\r\nHost: 127.0.0.1:" + studio.port()
                                    + "\r\nOrigin: http://127.0.0.1:" + studio.port()
                                    + "\r\nContent-Length: 50000\r\n\r\nMThd")
                            .getBytes(StandardCharsets.US_ASCII));
            long began = System.nanoTime();
            String said = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertTrue(said.startsWith("HTTP/1.1 408"), said);
            assertTrue(said.contains("took longer than 1 s"), said);
            assertTrue(System.nanoTime() - began < 15_000_000_000L, "it took too long to end");
        }
    }

    @Test
    void requestsThatNeverComeToAnEndKeepNobodyOut() throws Exception {
        PageStandIn page = PageStandIn.open(studio.port());
        List<Socket> drips = new ArrayList<>();
        // More than there may be connections.
        for (int i = 0; i < 70; i++) {
            drips.add(new Socket("127.0.0.1", studio.port()));
        }
        Thread dripping = new Thread(() -> drip(drips));
        dripping.start();
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create(studio.url()))
                .timeout(Duration.ofSeconds(30))
                .build();
        assertEquals(200, client.send(request, BodyHandlers.ofString()).statusCode());
        dripping.interrupt();
        dripping.join();
        for (Socket drip : drips) {
            drip.close();
        }
        page.askForAnswer(1, 0.5, 1);
        page.await("end");
    }

    private static void drip(List<Socket> sockets) {
        try {
            while (true) {
                for (Socket socket : sockets) {
                    dripOn(socket);
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void dripOn(Socket socket) {
        try {
            socket.getOutputStream().write('G');
        } catch (IOException e) {
            // It was ended, as it should be.
            return;
        }
    }

    @Test
    void onThePortOfAllWebPagesBrowsersLeaveItOut() {
        assertEquals(
                Set.of("127.0.0.1:80", "localhost:80", "127.0.0.1", "localhost"),
                OriginGuard.hosts(80, "127.0.0.1", "localhost"));
        assertEquals(Set.of("127.0.0.1:8080", "localhost:8080"), OriginGuard.hosts(8080, "127.0.0.1", "localhost"));
    }
}
