package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second start knows a studio from others that may listen where it wanted to. */
class RunningStudioTest {
    private static final RunningStudio ABOUT = new RunningStudio("1.2", "a \"model\"\n", "Zoë");

    @Test
    void aStudioTellsWhoItIs() {
        try (StudioServer studio = StudioServer.start(ABOUT, 0, StudioLimits.DEFAULT)) {
            assertEquals(Optional.of(ABOUT), RunningStudio.at(studio.port()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "[]",
                "{}",
                "{\"program\":\"Another\",\"version\":\"1.2\"}",
                "{\"program\":{\"program\":\"Amadeus Studio\"}}",
                "{\"program\":\"Amadeus Studio\"",
            })
    void anotherProgramIsNone(String answer) throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        other.start();
        try {
            assertEquals(Optional.empty(), RunningStudio.at(other.getAddress().getPort()));
        } finally {
            other.stop(0);
        }
    }

    /** It accepts, and says nothing. */
    @Test
    void aSilentProgramIsNone() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            assertTimeout(
                    Duration.ofSeconds(10),
                    () -> assertEquals(Optional.empty(), RunningStudio.at(silent.getLocalPort())));
        }
    }
}
