package org.amadeus.quant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;

/**
 * The trained model that the application brings along, as an artifact of its own with its own licence: whichever
 * {@link ModelProvider} is the first on the class path. Amadeus works without one; what needs a model then needs a
 * session file.
 */
public final class BundledModel {
    /** What it is called where a file's name would stand. */
    public static final String NAME = "the bundled model";

    private BundledModel() {}

    /**
     * The native session, as a stream of the caller's to close.
     *
     * @throws AmadeusException where no model is on the class path
     */
    public static InputStream open() {
        try {
            return provider().open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The recipe that it was trained by, as {@code train --recipe} reads it.
     *
     * @throws AmadeusException where no model is on the class path, or it has no recipe
     */
    public static String recipe() {
        try (InputStream in = provider().recipe().orElseThrow(() -> new AmadeusException(NAME + " has no recipe"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModelProvider provider() {
        return ServiceLoader.load(ModelProvider.class, BundledModel.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new AmadeusException("no bundled model is on the class path: give a session file"
                        + " (-s FILE), or add the artifact org.amadeus:amadeus-model-asap."));
    }

    /**
     * Loads it.
     *
     * @throws AmadeusException where no model is on the class path
     */
    public static Session load() {
        try (InputStream in = open()) {
            return SessionFiles.load(in, NAME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
