package org.amadeus.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server on loopback that knows ranges and ETags and can break off in the middle of a file. */
final class FileServer implements AutoCloseable {
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    final List<String> ranges = new CopyOnWriteArrayList<>();
    final List<String> asked = new CopyOnWriteArrayList<>();
    /** Files of more than this many bytes are cut off after so many. */
    volatile int breakAfter = Integer.MAX_VALUE;

    /** Whether it then says nothing more, instead of ending the connection. */
    volatile boolean stalls;

    /** What it answers 503 to. */
    volatile String failing = "";

    private final CountDownLatch released = new CountDownLatch(1);
    private final HttpServer server;

    FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    URI address(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            if (path.equals(failing)) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            byte[] file = files.get(path);
            if (file == null) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            String tag = "\"" + java.util.Arrays.hashCode(file) + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = 0;
            int status = 200;
            if (range != null && tag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
                ranges.add(range);
                from = Integer.parseInt(range.replaceAll("\\D", ""));
                status = 206;
                exchange.getResponseHeaders()
                        .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
            }
            exchange.sendResponseHeaders(status, file.length - from);
            int until = (int) Math.min(file.length, (long) from + breakAfter);
            exchange.getResponseBody().write(file, from, until - from);
            exchange.getResponseBody().flush();
            if (stalls && until < file.length) {
                released.await();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        released.countDown();
        server.stop(0);
    }
}
