package org.amadeus.ui.studio;

import static org.amadeus.ui.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.amadeus.ui.studio.share.Networks;
import org.amadeus.ui.studio.share.Share;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A studio that is shared: who gets in from another device, by what, and what they may. */
class StudioShareTest {
    private static final Pattern KEY = Pattern.compile("Set-Cookie: (amadeus-guest-\\d+=[\\w-]{22});(.*)");
    /** Another address of this machine: of its network, or where it is in none one that the system answers for as well. */
    private final InetAddress address = address();

    private final AtomicInteger news = new AtomicInteger();
    private final Share share = new Share(address);
    private StudioServer studio;

    private static InetAddress address() {
        try {
            return Networks.ofThisMachine();
        } catch (RuntimeException inNoNetwork) {
            return Networks.ofThisMachine("127.0.0.2");
        }
    }

    @BeforeEach
    void start() {
        share.onNews(news::incrementAndGet);
        studio = StudioServer.start(TinyModel.studio(), 0, StudioLimits.DEFAULT, System::nanoTime, Optional.of(share));
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    private String host() {
        return address.getHostAddress() + ":" + studio.port();
    }

    private String code() {
        return share.code().orElseThrow();
    }

    /** Sends a request's head and body to an address; the whole answer. */
    private String send(InetAddress to, String head, String body) throws IOException {
        try (Socket socket = new Socket(to, studio.port())) {
            socket.setSoTimeout(10_000);
            String text = head.replace("\n", "\r\n") + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(20_000), StandardCharsets.UTF_8);
        }
    }

    private String get(String path, String cookie) throws IOException {
        return send(
                address,
                "GET " + path + " HTTP/1.1\nHost: " + host() + "\nCookie: " + cookie + "\nConnection: close\n",
                "");
    }

    private String join(String code, String origin) throws IOException {
        return send(
                address,
                "POST /join HTTP/1.1\nHost: " + host() + "\nOrigin: " + origin
                        + "\nContent-Type: application/x-www-form-urlencoded\nConnection: close\n",
                "code=" + code);
    }

    private String join(String code) throws IOException {
        return join(code, "http://" + host());
    }

    /** Comes in; the cookie. */
    private String guest() throws IOException {
        Matcher key = KEY.matcher(join(code()));
        assertTrue(key.find());
        assertEquals(" Path=/; HttpOnly; SameSite=Strict", key.group(2).stripTrailing());
        return key.group(1);
    }

    /** Opens the socket; the first line of the answer. */
    private String socket(InetAddress to, String host, String origin, String cookie) throws IOException {
        try (Socket socket = new Socket(to, studio.port())) {
            socket.setSoTimeout(10_000);
            String head = "GET /play HTTP/1.1\nHost: " + host + "\nOrigin: " + origin + "\nCookie: " + cookie
                    + "\nConnection: Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\n"
                    + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\n\n";
            socket.getOutputStream().write(head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }

    private static void status(int expected, String answer) {
        assertTrue(answer.startsWith("HTTP/1.1 " + expected), answer);
    }

    @Test
    void aGuestComesInByTheCodeAndGetsThePageAndItsSocket() throws Exception {
        String asked = get("/", "none=1");
        status(303, asked);
        assertTrue(asked.contains("Location: /join"), asked);
        String code = code();
        String form = get("/join?code=" + code, "none=1");
        status(200, form);
        assertTrue(form.contains("value=\"" + code + "\""), form);
        assertEquals(code, code(), "to read the form spends no code");
        String cookie = guest();
        assertEquals(1, share.guests());
        eventually(() -> news.get() == 1);
        String page = get("/", cookie);
        status(200, page);
        assertTrue(page.contains("ws://" + host()), "the policy lets its socket through: " + page);
        status(200, get("/js/main.js", cookie));
        status(101, socket(address, host(), "http://" + host(), cookie));
        status(303, get("/join", cookie));
    }

    @Test
    void withoutTheCodeThereIsNothing() throws Exception {
        for (String path :
                new String[] {"/js/main.js", "/about", "/share", "/play", "/phrase", "/studio.css", "/nowhere"}) {
            status(401, get(path, "amadeus-guest-" + studio.port() + "=AAAAAAAAAAAAAAAAAAAAAA"));
        }
        status(401, socket(address, host(), "http://" + host(), "none=1"));
        String upload = send(
                address,
                "POST /midi HTTP/1.1\nHost: " + host() + "\nOrigin: http://" + host() + "\nConnection: close\n",
                "{}");
        status(401, upload);
        assertEquals(0, studio.sessions());
    }

    @Test
    void wrongMissingAndReplayedCodesAreRefusedAndAFewMakeTheCodeVoid() throws Exception {
        String spent = code();
        status(303, join(spent));
        String code = code();
        assertNotEquals(spent, code);
        for (String wrong : new String[] {spent, "", "%ZZ", "AAAAAAAA"}) {
            String answer = join(wrong);
            status(403, answer);
            assertFalse(answer.contains("Set-Cookie"), answer);
            assertFalse(answer.contains(code), "the answer tells no code");
        }
        status(400, join("A".repeat(300)));
        status(403, join("BBBBBBBB"));
        assertEquals(Optional.empty(), share.code());
        status(403, join(code));
        share.renew();
        status(303, join(code()));
    }

    /** A page of another site in a guest's browser, and a name that was made to resolve to this machine. */
    @ParameterizedTest
    @ValueSource(
            strings = {"http://evil.example", "null", "https://HOST", "http://127.0.0.1:PORT", "http://localhost:PORT"})
    void foreignOriginsAreRefusedWithTheRightCodeAndKeyToo(String origin) throws Exception {
        String cookie = guest();
        String foreign = origin.replace("HOST", host()).replace("PORT", "" + studio.port());
        String code = code();
        status(403, join(code, foreign));
        status(403, socket(address, host(), foreign, cookie));
        assertEquals(code, code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1:PORT", "localhost:PORT", "ADDRESS:1"})
    void namesThatAreNotTheAddressAreRefused(String name) throws Exception {
        String cookie = guest();
        String foreign = name.replace("PORT", "" + studio.port()).replace("ADDRESS", address.getHostAddress());
        String asked = "GET / HTTP/1.1\nHost: " + foreign + "\nCookie: " + cookie + "\nConnection: close\n";
        status(421, send(address, asked, ""));
        status(421, socket(address, foreign, "http://" + foreign, cookie));
    }

    @Test
    void guestsSeeNothingOfTheOwners() throws Exception {
        String cookie = guest();
        status(404, get("/share", cookie));
        status(404, get("/about", cookie));
        String another = "POST /share HTTP/1.1\nHost: " + host() + "\nOrigin: http://" + host() + "\nCookie: " + cookie
                + "\nConnection: close\n";
        status(404, send(address, another, ""));
    }

    @Test
    void thePagesWithAFormTakeNoOtherMethod() throws Exception {
        String put = "PUT /join HTTP/1.1\nHost: " + host() + "\nOrigin: http://" + host() + "\nConnection: close\n";
        String own = "127.0.0.1:" + studio.port();
        String owners = "PUT /share HTTP/1.1\nHost: " + own + "\nOrigin: http://" + own + "\nConnection: close\n";
        for (String answer : List.of(
                send(address, put, ""),
                send(address, put + "Cookie: " + guest() + "\n", ""),
                send(InetAddress.getLoopbackAddress(), owners, ""))) {
            status(405, answer);
            assertTrue(answer.contains("Allow: GET, HEAD, POST"), answer);
        }
    }

    @Test
    void theOwnerHasNoNeedOfACodeAndMakesOthers() throws Exception {
        InetAddress here = InetAddress.getLoopbackAddress();
        String own = "127.0.0.1:" + studio.port();
        status(200, send(here, "GET / HTTP/1.1\nHost: " + own + "\nConnection: close\n", ""));
        String code = code();
        String page = send(here, "GET /share HTTP/1.1\nHost: " + own + "\nConnection: close\n", "");
        status(200, page);
        assertTrue(page.contains(code) && page.contains("<svg") && page.contains(host() + "/join"), page);
        assertFalse(page.toLowerCase(Locale.ROOT).contains("<script"), page);
        String foreign = "POST /share HTTP/1.1\nHost: " + own + "\nOrigin: http://evil.example\nConnection: close\n";
        status(403, send(here, foreign, ""));
        assertEquals(code, code());
        String another = "POST /share HTTP/1.1\nHost: " + own + "\nOrigin: http://" + own + "\nConnection: close\n";
        status(303, send(here, another, ""));
        assertNotEquals(code, code());
        // A guest's name is no name of the owner's door.
        status(421, send(here, "GET / HTTP/1.1\nHost: " + host() + "\nConnection: close\n", ""));
    }

    @Test
    void whatIsNotSharedIsOnThisMachineAlone() throws Exception {
        try (StudioServer alone = StudioServer.start(TinyModel.studio(), 0, StudioLimits.DEFAULT)) {
            boolean refused = false;
            try (Socket socket = new Socket(address, alone.port())) {
                socket.getPort();
            } catch (ConnectException expected) {
                refused = true;
            }
            assertTrue(refused);
            String asked = "GET /share HTTP/1.1\r\nHost: 127.0.0.1:" + alone.port() + "\r\nConnection: close\r\n\r\n";
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), alone.port())) {
                socket.getOutputStream().write(asked.getBytes(StandardCharsets.ISO_8859_1));
                status(404, new String(socket.getInputStream().readNBytes(2000), StandardCharsets.UTF_8));
            }
        }
    }
}
