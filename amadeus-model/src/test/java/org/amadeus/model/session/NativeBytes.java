package org.amadeus.model.session;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.data.io.Sha256;
import org.amadeus.model.file.Json;
import org.amadeus.model.file.ZipWriter;
import org.amadeus.model.network.ModelConfig;

/** Native sessions around any bytes at all, with checksums that are right. */
final class NativeBytes {
    private NativeBytes() {}

    /** A session of a graph without an optimizer. */
    static byte[] of(ModelConfig config, byte[] graph) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", NativeFile.FORMAT);
        manifest.put("version", NativeFile.VERSION);
        manifest.put("config", Fields.of(config));
        manifest.put("progress", Map.of());
        manifest.put("provenance", Map.of());
        return of(manifest, Map.of(NativeFile.GRAPH, graph));
    }

    /** A session of a manifest, to which the checksums of the parts are added. */
    static byte[] of(Map<String, Object> manifest, Map<String, byte[]> parts) {
        Map<String, Object> sums = new LinkedHashMap<>();
        parts.forEach((name, content) -> sums.put(name, Map.of("sha256", Sha256.hex(content, 32))));
        Map<String, Object> whole = new LinkedHashMap<>(manifest);
        whole.put("parts", sums);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipWriter zip = new ZipWriter(out)) {
            zip.add(NativeFile.MANIFEST, Json.write(whole));
            for (Map.Entry<String, byte[]> part : parts.entrySet()) {
                zip.add(part.getKey(), part.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
