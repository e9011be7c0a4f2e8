package org.amadeus.quant.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.lowering.Arrays32;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.nd4j.autodiff.samediff.SameDiff;

/** What tells one model from another: a short text made of its parameters' names and values. */
public final class ModelFingerprint {
    private static final int BYTES = 8;

    private ModelFingerprint() {}

    /**
     * The first 64 bits of the SHA-256 of a plain graph's parameters, as hexadecimal digits.
     *
     * @param graph a plain step graph of {@code config}
     */
    public static String of(ModelConfig config, SameDiff graph) {
        MessageDigest digest = sha256();
        for (String name : Parameters.shapes(config).keySet()) {
            if (graph.hasVariable(name)) {
                float[] values = Arrays32.of(graph.getArrForVarName(name));
                ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
                bytes.asFloatBuffer().put(values);
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }

    /** The first 128 bits of the SHA-256 of any step graph, likewise. */
    public static String ofGraph(SameDiff graph) {
        return HexFormat.of().formatHex(sha256().digest(GraphWriter.write(graph)), 0, 2 * BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
