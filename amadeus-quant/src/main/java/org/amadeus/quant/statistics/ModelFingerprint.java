package org.amadeus.quant.statistics;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.amadeus.data.io.Sha256;
import org.amadeus.model.kernel.sequence.HostFloats;
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
        MessageDigest digest = Sha256.digest();
        for (String name : Parameters.shapes(config).keySet()) {
            if (graph.hasVariable(name)) {
                float[] values = HostFloats.read(graph.getArrForVarName(name));
                ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length));
                bytes.asFloatBuffer().put(values);
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
        }
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
