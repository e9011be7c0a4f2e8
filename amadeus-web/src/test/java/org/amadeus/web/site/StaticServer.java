package org.amadeus.web.site;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Serves a folder as plain static hosts do: types by the ends of names, when a file was changed, nothing else. */
final class StaticServer implements AutoCloseable {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html",
            "css", "text/css",
            "js", "text/javascript",
            "svg", "image/svg+xml",
            "png", "image/png",
            "wasm", "application/wasm",
            "webmanifest", "application/manifest+json");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicLong sent = new AtomicLong();
    private final Line line;

    StaticServer(Path folder, int port) {
        this(folder, port, Line.UNLIMITED);
    }

    StaticServer(Path folder, int port, Line line) {
        this.line = line;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            Path file = folder.resolve(path.endsWith("/") ? path.substring(1) + "index.html" : path.substring(1));
            boolean there = file.normalize().startsWith(folder) && Files.isRegularFile(file);
            byte[] body = there ? Files.readAllBytes(file) : "not found".getBytes(StandardCharsets.US_ASCII);
            String name = file.getFileName().toString();
            String type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
            exchange.getResponseHeaders().set("Content-Type", type);
            String tag = "\"" + body.length + "-"
                    + (there ? Files.getLastModifiedTime(file).toMillis() : 0) + "\"";
            exchange.getResponseHeaders().set("ETag", tag);
            if (there && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                exchange.sendResponseHeaders(there ? 200 : 404, body.length);
                line.send(body, exchange.getResponseBody());
                sent.addAndGet(body.length);
            }
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** Bytes of bodies that were sent. */
    long sent() {
        return sent.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
