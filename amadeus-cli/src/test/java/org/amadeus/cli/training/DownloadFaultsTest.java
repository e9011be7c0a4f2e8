package org.amadeus.cli.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.amadeus.cli.CliProcess;
import org.amadeus.cli.CliRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files fetched by the links of a page: a run that was ended leaves whole files, and the next one nothing else. */
class DownloadFaultsTest {
    @TempDir
    private Path temp;

    private final ConcurrentSkipListMap<String, byte[]> files = new ConcurrentSkipListMap<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private Path folder;
    /** The answer to this one comes to its middle, and no further until the test is over. */
    private volatile String stuck = "";

    @BeforeEach
    void publish() throws IOException {
        folder = temp.resolve("fetched");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", this::answer);
        server.start();
        for (int piece = 0; piece < 3; piece++) {
            byte[] file = new byte[piece == 1 ? 20_000 : 300];
            System.arraycopy("MThd".getBytes(StandardCharsets.US_ASCII), 0, file, 0, 4);
            file[file.length - 1] = (byte) piece;
            files.put("/piece" + piece + ".mid", file);
        }
        files.put("/index.htm", String.join(" ", files.keySet()).getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath();
            byte[] file = files.get(name);
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders().set("ETag", "\"" + name + "\"");
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
            exchange.sendResponseHeaders(range == null ? 200 : 206, file.length - from);
            int first = name.equals(stuck) ? (file.length - from) / 2 : file.length - from;
            exchange.getResponseBody().write(file, from, first);
            exchange.getResponseBody().flush();
            if (first < file.length - from) {
                over.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String[] words() throws IOException {
        Path catalogue = temp.resolve("catalogue.properties");
        Files.writeString(
                catalogue,
                """
                names = set
                set.title = Three pieces
                set.licence = CC0, nobody
                set.kind = pages
                set.addresses = http://127.0.0.1:%d/index.htm
                set.files = /[a-z0-9]+\\\\.mid
                """
                        .formatted(server.getAddress().getPort()));
        return new String[] {"download", "set", folder.toString(), "--catalogue", catalogue.toString(), "--yes"};
    }

    @Test
    void onAFullDiskTheOthersAreWholeAndTheNextRunFetchesTheRest() throws Exception {
        try (CliProcess run = CliProcess.startLimited(temp.resolve("said"), 8, words())) {
            assertEquals(1, run.end(), run.said());
            assertTrue(run.said().contains("cannot be written"), run.said());
        }
        assertWholeFiles();
        assertNextRunEndsIt();
    }

    @Test
    void endedByCtrlCAmongTheLinksTheNextRunFetchesTheRest() throws Exception {
        endAt("/piece1.mid", "INT", CliProcess.CTRL_C);
    }

    @Test
    void killedWhileAPageComesTheNextRunFetchesTheRest() throws Exception {
        endAt("/index.htm", "KILL", 137);
    }

    private void endAt(String file, String signal, int exit) throws Exception {
        stuck = file;
        try (CliProcess run = CliProcess.start(temp.resolve("said"), List.of(), words())) {
            run.await(said -> Files.isDirectory(folder) && begun());
            assertEquals(exit, run.signal(signal), run.said());
        }
        stuck = "";
        assertWholeFiles();
        assertNextRunEndsIt();
    }

    /** Whether a part of something has come. */
    private boolean begun() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                if (file.toString().endsWith(".part") && Files.size(file) > 0) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What has the name of a piece is a piece. */
    private void assertWholeFiles() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file :
                    all.filter(path -> path.toString().endsWith(".mid")).toList()) {
                byte[] found = Files.readAllBytes(file);
                assertArrayEquals(files.get("/piece" + found[found.length - 1] + ".mid"), found, file.toString());
            }
        }
    }

    private void assertNextRunEndsIt() throws IOException {
        CliRun run = CliRun.of((Object[]) words());
        assertEquals(0, run.exit(), run.err());
        assertWholeFiles();
        TreeMap<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                sizes.put(file.getFileName().toString().replaceFirst("-.*", ""), Files.size(file));
            }
        }
        assertEquals("{piece0=300, piece1=20000, piece2=300}", sizes.toString(), "nothing else is left");
    }
}
