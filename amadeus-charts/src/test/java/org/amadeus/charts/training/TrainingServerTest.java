package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingServerTest {
    private final TrainingServer server = new TrainingServer(0, new BoundedStatsStorage(16));
    private final String host = "127.0.0.1:" + server.port();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/train/overview",
                "/train/model",
                "/train/system",
                "/train/overview/data",
                "/assets/js/train/overview.js",
                "/assets/webjars/jquery/3.4.1/dist/jquery.min.js",
                "/assets/amadeus/page-fixes.js"
            })
    void answersItsOwnPages(String path) throws IOException {
        assertEquals(200, status(get(path, "Host: " + host)));
        assertEquals(200, status(get(path, "Host: localhost:" + server.port())));
    }

    @Test
    void pagesNameNothingThatIsNotServed() throws IOException {
        for (String page : new String[] {"overview", "model", "system"}) {
            String html = get("/train/" + page, "Host: " + host);
            assertTrue(html.contains("<html"), html);
            for (String part : html.split("(src|href)=\"")) {
                String path = part.substring(0, Math.max(0, part.indexOf('"')));
                if (path.startsWith("/assets/")) {
                    assertEquals(200, status(get(path, "Host: " + host)), path);
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: rebound.example:80",
                "Host: 127.0.0.1",
                "Host: 127.0.0.1:80",
                "X-No-Host: 1",
                "Host: HERE\r\nOrigin: http://other.example",
                "Host: HERE\r\nOrigin: null",
                "Host: HERE\r\nSec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors"
            })
    void refusesWhatOthersAskFor(String headers) throws IOException {
        String answer = get("/train/overview/data", headers.replace("HERE", host));
        assertTrue(status(answer) == 403 || status(answer) == 400, answer);
        assertFalse(answer.contains("updateTimestamp"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../META-INF/MANIFEST.MF",
                "/assets/%2e%2e/org/amadeus/charts/training/TrainingServer.class",
                "/assets/webjars/jquery/1/../../../../META-INF/MANIFEST.MF",
                "/assets/webjars/nothing/1/nothing.js",
                "/assets/amadeus/TrainingServer.class",
                "/assets//etc/passwd",
                "/assets/",
                "/setlang/xx",
                "/remoteReceive",
                "/tsne"
            })
    void servesNothingElse(String path) throws IOException {
        assertEquals(404, status(get(path, "Host: " + host)));
    }

    @Test
    void aBadRequestHarmsNoOther() throws IOException {
        assertEquals(500, status(get("/train/model/data/first", "Host: " + host)));
        assertEquals(200, status(get("/train/model/data/0", "Host: " + host)));
        assertEquals(200, status(get("/train/overview/data", "Host: " + host)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/train", "/train/overview", "/train/overview/data", "/assets/amadeus/page-fixes.js"})
    void answersReadsAlone(String path) throws IOException {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
            String answer = exchange(method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Length: 0\r\n");
            assertEquals(405, status(answer), method);
            assertTrue(answer.toLowerCase(Locale.ROOT).contains("\r\nallow: get, head\r\n"), answer);
        }
        String head = exchange("HEAD " + path + " HTTP/1.1\r\nHost: " + host + "\r\n");
        assertEquals(status(get(path, "Host: " + host)), status(head));
        assertTrue(head.endsWith("\r\n\r\n"), head);
    }

    @Test
    void listensOnTheLoopbackInterfaceAlone() throws IOException {
        Optional<InetAddress> outside = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
        Assumptions.assumeTrue(outside.isPresent(), "this machine has the loopback interface only");
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(outside.get(), server.port());
            assertThrows(IOException.class, () -> socket.connect(address, 2000));
        }
    }

    @Test
    void aTakenPortIsAnError() {
        AmadeusException e = assertThrows(
                AmadeusException.class, () -> new TrainingServer(server.port(), new BoundedStatsStorage(16)));
        assertTrue(e.getMessage().contains("--ui-port " + server.port()), e.getMessage());
    }

    private String get(String path, String headers) throws IOException {
        return exchange("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n");
    }

    /** A request written out by hand: no client corrects its Host. */
    private String exchange(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.split(" ", 3)[1]);
    }
}
