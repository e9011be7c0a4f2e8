package org.amadeus.model.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.io.Sha256;
import org.amadeus.model.file.Json;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.file.ZipWriter;
import org.amadeus.model.graph.GraphReader;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * The native session, a zip of stored entries: {@code manifest.json}, {@code graph.fb} (the SameDiff step graph with its
 * arrays) and, where there is an optimizer, {@code optimizer.f32} (its first, then its second moments, in the order of {@link
 * Parameters#shapes}, little-endian). The same session gives the same bytes.
 */
final class NativeFile {
    static final String MANIFEST = "manifest.json";

    static final String FORMAT = "amadeus-session";
    static final long VERSION = 1;
    static final String GRAPH = "graph.fb";
    static final String OPTIMIZER = "optimizer.f32";
    private static final int MOST_MANIFEST_BYTES = 1 << 20;

    private final ZipArchive zip;
    private final String file;
    private final Map<String, Object> manifest;

    private NativeFile(ZipArchive zip, String file) {
        this.zip = zip;
        this.file = file;
        zip.requireStored();
        ByteBuffer text = zip.read(MANIFEST, MOST_MANIFEST_BYTES);
        byte[] utf8 = new byte[text.remaining()];
        text.get(utf8);
        this.manifest = Json.read(utf8, file, MANIFEST);
    }

    /** Writes to a stream, which stays open. */
    static void write(Session session, WeightFormat weights, OutputStream out) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(
                GRAPH,
                weights == WeightFormat.FLOAT16
                        ? GraphWriter.writeHalved(session.config(), session.stepGraph())
                        : GraphWriter.write(session.stepGraph()));
        session.optimizer().ifPresent(adam -> parts.put(OPTIMIZER, bytes(session.config(), adam)));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("version", VERSION);
        manifest.put("config", Fields.of(session.config()));
        manifest.put("weights", session.isPlain() ? weights.id() : "quantized");
        manifest.put("progress", Fields.of(session.progress()));
        session.optimizer().ifPresent(adam -> manifest.put("adam_step", adam.step()));
        manifest.put("provenance", session.provenance());
        Map<String, Object> sums = new LinkedHashMap<>();
        parts.forEach((name, content) -> sums.put(name, Map.of("sha256", Sha256.hex(content, 32))));
        manifest.put("parts", sums);
        try (ZipWriter archive = new ZipWriter(out)) {
            archive.add(MANIFEST, Json.write(manifest));
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                archive.add(part.getKey(), part.getValue());
            }
        }
    }

    private static byte[] bytes(ModelConfig config, AdamState adam) {
        Map<String, List<Integer>> shapes = Parameters.shapes(config);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Float.BYTES * moments(shapes)))
                .order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (Map<String, float[]> moments : List.of(adam.firstMoments(), adam.secondMoments())) {
            shapes.keySet().forEach(name -> floats.put(moments.get(name)));
        }
        return bytes.array();
    }

    /** How many numbers Adam remembers. */
    private static long moments(Map<String, List<Integer>> shapes) {
        return 2 * shapes.values().stream().mapToLong(Parameters::count).sum();
    }

    /** Reads one, of every format version there has been. */
    static Session read(ZipArchive zip, String file) {
        return new NativeFile(zip, file).read();
    }

    private Session read() {
        if (!FORMAT.equals(manifest.get("format"))) {
            throw fault("format is \"" + manifest.get("format") + "\", expected \"" + FORMAT + "\"");
        }
        if (!Long.valueOf(VERSION).equals(manifest.get("version"))) {
            throw fault("format version " + manifest.get("version") + ", this program reads version " + VERSION
                    + ". Is it of a newer Amadeus?");
        }
        try {
            ModelConfig config = Fields.config(Fields.object(manifest, "config"));
            SameDiff graph = GraphReader.read(part(GRAPH), config, file, GRAPH);
            return new Session(
                    config,
                    graph,
                    optimizer(config),
                    Fields.progress(Fields.object(manifest, "progress")),
                    Fields.texts(Fields.object(manifest, "provenance")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SessionFormatException(file, MANIFEST + ": " + e.getMessage(), e);
        }
    }

    private Optional<AdamState> optimizer(ModelConfig config) {
        if (!manifest.containsKey("adam_step")) {
            return Optional.empty();
        }
        FloatBuffer floats = part(OPTIMIZER).asFloatBuffer();
        Map<String, List<Integer>> shapes = Parameters.shapes(config);
        if (floats.remaining() != moments(shapes)) {
            throw new SessionFormatException(
                    file,
                    OPTIMIZER + " holds " + floats.remaining() + " numbers, the configuration says " + moments(shapes));
        }
        Map<String, float[]> first = moments(floats, shapes);
        AdamState adam = new AdamState(Fields.integer(manifest, "adam_step"), first, moments(floats, shapes));
        adam.requireSound();
        return Optional.of(adam);
    }

    private static Map<String, float[]> moments(FloatBuffer floats, Map<String, List<Integer>> shapes) {
        Map<String, float[]> moments = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            float[] values = new float[Parameters.count(shape)];
            floats.get(values);
            moments.put(name, values);
        });
        return moments;
    }

    /** A part whose checksum holds. */
    private ByteBuffer part(String name) {
        ByteBuffer content = zip.read(name, Integer.MAX_VALUE);
        MessageDigest digest = Sha256.digest();
        digest.update(content.duplicate());
        String found = HexFormat.of().formatHex(digest.digest());
        Object expected = Fields.object(Fields.object(manifest, "parts"), name).get("sha256");
        if (!found.equals(expected)) {
            throw new SessionFormatException(
                    file, name + " is damaged: its SHA-256 is " + found + ", the manifest says " + expected);
        }
        return content;
    }

    private SessionFormatException fault(String what) {
        return new SessionFormatException(file, MANIFEST + ": " + what);
    }
}
