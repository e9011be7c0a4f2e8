package org.amadeus.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.file.ZipWriter;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;

/** Right inputs to begin with, as small as they go, and the wrapping that keeps changed parts of a session reachable. */
final class Seeds {
    /** The smallest model that plays piano. */
    static final ModelConfig SMALL = new ModelConfig(2, 240, 24, 3, 1, 0, CodecProfile.EXPRESSIVE);

    private Seeds() {}

    static Session session() {
        return Session.untrained(SMALL, 1);
    }

    /** A session as the file that its name's ending asks for. */
    static byte[] file(Session session, String ending) {
        try {
            Path file = Files.createTempFile("seed", ending);
            SessionFiles.save(session, file);
            byte[] bytes = Files.readAllBytes(file);
            Files.delete(file);
            return bytes;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The entries of a zip, in order. */
    static Map<String, byte[]> parts(byte[] zip) {
        ZipArchive archive = new ZipArchive(ByteBuffer.wrap(zip), "seed");
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (String name : archive.names()) {
            ByteBuffer content = archive.read(name, Integer.MAX_VALUE);
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            parts.put(name, bytes);
        }
        return parts;
    }

    static byte[] zip(Map<String, byte[]> parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipWriter writer = new ZipWriter(out)) {
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                writer.add(part.getKey(), part.getValue());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    /** A native session with another graph, its checksum made right. */
    static byte[] withGraph(Map<String, byte[]> parts, byte[] graph) {
        Map<String, byte[]> changed = new LinkedHashMap<>(parts);
        String manifest = new String(parts.get("manifest.json"), StandardCharsets.UTF_8)
                .replace(sha256(parts.get("graph.fb")), sha256(graph));
        changed.put("manifest.json", manifest.getBytes(StandardCharsets.UTF_8));
        changed.put("graph.fb", graph);
        return zip(changed);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
