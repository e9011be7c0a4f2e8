package org.amadeus.model.session;

import java.nio.ByteBuffer;
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
import org.amadeus.model.graph.GraphReader;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.nd4j.autodiff.samediff.SameDiff;

/** Reads the native session that {@link NativeWriter} writes, of every format version there has been. */
final class NativeReader {
    private static final int MOST_MANIFEST_BYTES = 1 << 20;

    private final ZipArchive zip;
    private final String file;
    private final Map<String, Object> manifest;

    NativeReader(ZipArchive zip, String file) {
        this.zip = zip;
        this.file = file;
        zip.requireStored();
        ByteBuffer text = zip.read(NativeWriter.MANIFEST, MOST_MANIFEST_BYTES);
        byte[] utf8 = new byte[text.remaining()];
        text.get(utf8);
        this.manifest = Json.read(utf8, file, NativeWriter.MANIFEST);
    }

    Session read() {
        if (!NativeWriter.FORMAT.equals(manifest.get("format"))) {
            throw fault("format is \"" + manifest.get("format") + "\", expected \"" + NativeWriter.FORMAT + "\"");
        }
        if (!Long.valueOf(NativeWriter.VERSION).equals(manifest.get("version"))) {
            throw fault("format version " + manifest.get("version") + ", this program reads version "
                    + NativeWriter.VERSION + ". Is it of a newer Amadeus?");
        }
        try {
            ModelConfig config = Fields.config(Fields.object(manifest, "config"));
            SameDiff graph = GraphReader.read(part(NativeWriter.GRAPH), config, file, NativeWriter.GRAPH);
            return new Session(
                    config,
                    graph,
                    optimizer(config),
                    Fields.progress(Fields.object(manifest, "progress")),
                    Fields.texts(Fields.object(manifest, "provenance")));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new SessionFormatException(file, NativeWriter.MANIFEST + ": " + e.getMessage(), e);
        }
    }

    private Optional<AdamState> optimizer(ModelConfig config) {
        if (!manifest.containsKey("adam_step")) {
            return Optional.empty();
        }
        FloatBuffer floats = part(NativeWriter.OPTIMIZER).asFloatBuffer();
        Map<String, List<Integer>> shapes = Parameters.shapes(config);
        long expected =
                2 * shapes.values().stream().mapToLong(Parameters::count).sum();
        if (floats.remaining() != expected) {
            throw new SessionFormatException(
                    file,
                    NativeWriter.OPTIMIZER + " holds " + floats.remaining() + " numbers, the configuration says "
                            + expected);
        }
        Map<String, float[]> first = moments(floats, shapes);
        AdamState adam = new AdamState(Fields.integer(manifest, "adam_step"), first, moments(floats, shapes));
        adam.requireSound();
        return Optional.of(adam);
    }

    private Map<String, float[]> moments(FloatBuffer floats, Map<String, List<Integer>> shapes) {
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
        return new SessionFormatException(file, NativeWriter.MANIFEST + ": " + what);
    }
}
