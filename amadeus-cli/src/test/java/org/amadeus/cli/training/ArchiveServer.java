package org.amadeus.cli.training;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves one file on loopback, in parts where it is asked to, and breaks off where it is told to. */
final class ArchiveServer implements AutoCloseable {
    /** Where each request asked it to begin, 0 for the whole file. */
    final List<Integer> begun = new CopyOnWriteArrayList<>();

    /** An answer ends after so many bytes. */
    volatile int most = Integer.MAX_VALUE;

    private final HttpServer server;
    private final byte[] file;

    ArchiveServer(byte[] file) throws IOException {
        this.file = file.clone();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/set.zip", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/set.zip";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            begun.add(from);
            exchange.getResponseHeaders().set("ETag", "\"set\"");
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
            exchange.sendResponseHeaders(range == null ? 200 : 206, file.length - from);
            exchange.getResponseBody().write(file, from, Math.min(most, file.length - from));
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
