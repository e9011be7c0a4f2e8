package org.amadeus.model.torch;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;

/**
 * What a PyTorch session file holds.
 *
 * @param parameters   of the model, with its configuration
 * @param optimizer    Adam's memory, empty where none was saved
 * @param learningRate of the optimizer's first group, empty where not saved or its state is left out
 * @param leftOut      why an optimizer's state that was there is left out; empty where it was not
 * @param extra        what Amadeus adds beside the three entries of the original: strings, longs, doubles and maps of
 *                     them; empty in a file of the original
 */
public record TorchSession(
        Parameters parameters,
        Optional<AdamState> optimizer,
        OptionalDouble learningRate,
        Optional<String> leftOut,
        Map<String, Object> extra) {

    /** The entry that Amadeus adds; Python's loader takes no notice of it. */
    static final String EXTRA = "amadeus";

    public ModelConfig config() {
        return parameters.config();
    }

    /** Whether bytes begin like the container of PyTorch before 1.6. */
    public static boolean isLegacy(ByteBuffer bytes) {
        return TorchFile.isLegacy(bytes);
    }

    /**
     * Reads the container of PyTorch 1.6 and later.
     *
     * @param file its name, for messages
     * @throws org.amadeus.model.file.SessionFormatException saying what is wrong and where
     */
    public static TorchSession readZip(ZipArchive zip, String file) {
        return new TorchSessionReader(TorchFile.readZip(zip, file), file).read();
    }

    /**
     * Reads the container of PyTorch before 1.6.
     *
     * @param file its name, for messages
     * @throws org.amadeus.model.file.SessionFormatException saying what is wrong and where
     */
    public static TorchSession readLegacy(ByteBuffer bytes, String file) {
        return new TorchSessionReader(TorchFile.readLegacy(bytes, file), file).read();
    }
}
