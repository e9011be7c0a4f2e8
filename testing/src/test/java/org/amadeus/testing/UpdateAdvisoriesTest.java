package org.amadeus.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpdateAdvisoriesTest {
    private static final String WEAK =
            """
            {"id": "GHSA-xxxx", "aliases": ["CVE-2031-1"], "affected": [{
              "package": {"ecosystem": "Maven", "name": "org.example:weak"},
              "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "1.10"}]}]}]}""";

    @TempDir
    private Path folder;

    @Test
    void whatTheServiceKnowsIsFoundAfterwards() throws Exception {
        assertEquals(1, update(200, "{\"vulns\": [" + WEAK + "]}"));
        Files.writeString(folder.resolve("accepted.properties"), "");
        KnownVulnerabilities known = new KnownVulnerabilities(folder);
        assertEquals(Set.of("CVE-2031-1"), known.in(List.of(jar())).keySet());
        assertEquals(0, known.of(new Library("org.example:weak", "1.10")).size());
    }

    @Test
    void aServiceThatFailsIsAnError() {
        assertTrue(assertThrows(IOException.class, () -> update(503, ""))
                .getMessage()
                .contains("answered 503"));
    }

    private int update(int status, String reply) throws Exception {
        HttpServer service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            byte[] bytes = reply.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(bytes);
            }
        });
        service.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + service.getAddress().getPort());
            return new UpdateAdvisories(address).update(folder, List.of(jar()));
        } finally {
            service.stop(0);
        }
    }

    /** A jar that is org.example:weak 1.9, shaded into another. */
    private Path jar() throws IOException {
        Path jar = folder.resolve("other.jar");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
            zip.putNextEntry(new ZipEntry("META-INF/maven/org.example/weak/pom.properties"));
            zip.write("groupId=org.example\nartifactId=weak\nversion=1.9\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return jar;
    }
}
