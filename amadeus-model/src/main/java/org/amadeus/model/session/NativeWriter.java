package org.amadeus.model.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.data.io.Sha256;
import org.amadeus.model.file.Json;
import org.amadeus.model.file.ZipWriter;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;

/**
 * Writes the native session, a zip of stored entries: {@code manifest.json}, {@code graph.fb} (the SameDiff step graph
 * with its arrays) and, where there is an optimizer, {@code optimizer.f32} (its first, then its second moments, in the
 * order of {@link Parameters#shapes}, little-endian). The same session gives the same bytes.
 */
final class NativeWriter {
    static final String FORMAT = "amadeus-session";
    static final long VERSION = 1;
    static final String MANIFEST = "manifest.json";
    static final String GRAPH = "graph.fb";
    static final String OPTIMIZER = "optimizer.f32";

    private NativeWriter() {}

    /** Writes to a stream, which stays open. */
    static void write(Session session, WeightFormat weights, OutputStream out) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        parts.put(
                GRAPH,
                weights == WeightFormat.FLOAT16
                        ? GraphWriter.writeHalved(session.config(), session.stepGraph())
                        : GraphWriter.write(session.stepGraph()));
        session.optimizer().ifPresent(adam -> parts.put(OPTIMIZER, optimizer(session.config(), adam)));

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
        try (ZipWriter zip = new ZipWriter(out)) {
            zip.add(MANIFEST, Json.write(manifest));
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.add(part.getKey(), part.getValue());
            }
        }
    }

    private static byte[] optimizer(ModelConfig config, AdamState adam) {
        int count = 0;
        for (float[] moments : adam.firstMoments().values()) {
            count = Math.addExact(count, moments.length);
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.multiplyExact(2 * Float.BYTES, count)).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer floats = bytes.asFloatBuffer();
        for (Map<String, float[]> moments : List.of(adam.firstMoments(), adam.secondMoments())) {
            for (String name : Parameters.shapes(config).keySet()) {
                floats.put(moments.get(name));
            }
        }
        return bytes.array();
    }
}
