package org.amadeus.fuzz;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.amadeus.model.session.Session;
import org.amadeus.ui.studio.StudioLimits;
import org.amadeus.ui.studio.StudioModel;
import org.amadeus.ui.studio.StudioServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes sent to a running studio. The first says how: as they are, as an upload of MIDI or of a piece, or as what follows
 * the opening of a WebSocket. Nothing may be answered by an error of the server's, and the page is still served after.
 */
class StudioServerFuzzTest {
    private static final int PATIENCE_MILLIS = 5000;
    private static final Session SESSION = Seeds.session();
    private static final StudioServer STUDIO =
            StudioServer.start(StudioModel.of("a small model", SESSION, 1), 0, StudioLimits.DEFAULT);

    static Stream<byte[]> seeds() {
        return Stream.of(
                "\0GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1),
                "\1MThd\0\0\0\6\0\0\0\1\1\340MTrk\0\0\0\4\0\377/\0".getBytes(StandardCharsets.ISO_8859_1),
                "\2{\"you\": [[60, 80, 0, 0.5]], \"amadeus\": []}".getBytes(StandardCharsets.ISO_8859_1),
                "\3\201\203\0\0\0\0{ }".getBytes(StandardCharsets.ISO_8859_1));
    }

    @AfterAll
    static void stop() {
        STUDIO.close();
    }

    @MethodSource("seeds")
    @DictionaryEntries({
        "GET /play HTTP/1.1\\x0D\\x0A",
        "POST /phrase HTTP/1.1\\x0D\\x0A",
        "GET /about HTTP/1.1\\x0D\\x0A",
        "Host: 127.0.0.1",
        "Origin: http://",
        "Content-Length: ",
        "Transfer-Encoding: chunked",
        "Expect: 100-continue",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: ",
        "\"type\"",
        "\"answer\"",
        "\"listen\"",
        "MThd",
        "MTrk"
    })
    @FuzzTest
    void staysThere(byte[] input) throws IOException {
        BugDetectors.allowNetworkConnections((host, port) -> port == STUDIO.port());
        if (input.length == 0) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(input, 1, input.length);
        String answer =
                switch (input[0] & 3) {
                    case 0 -> answer("", rest);
                    case 1 -> answer(post("/phrase", rest.length), rest);
                    case 2 -> answer(post("/midi", rest.length), rest);
                    default -> answer(socket(), rest);
                };
        if (answer.startsWith("HTTP/1.1 500")) {
            throw new AssertionError(answer);
        }
        String page = answer("GET / HTTP/1.1\r\nHost: " + host() + "\r\nConnection: close\r\n\r\n", new byte[0]);
        if (!page.startsWith("HTTP/1.1 200")) {
            throw new AssertionError("the page is no longer served: " + page);
        }
    }

    private static String host() {
        return "127.0.0.1:" + STUDIO.port();
    }

    private static String post(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: http://" + host()
                + "\r\nConnection: close\r\nContent-Length: " + length + "\r\n\r\n";
    }

    private static String socket() {
        return "GET /play HTTP/1.1\r\nHost: " + host() + "\r\nOrigin: http://" + host()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n";
    }

    /** Sends, says that nothing more will come, and returns the beginning of what is answered. */
    private static String answer(String head, byte[] body) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), STUDIO.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
                socket.shutdownOutput();
                InputStream in = socket.getInputStream();
                return new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
            } catch (SocketException reset) {
                return ""; // a server may hang up on nonsense
            }
        }
    }
}
