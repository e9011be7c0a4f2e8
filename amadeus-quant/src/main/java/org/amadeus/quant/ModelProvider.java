package org.amadeus.quant;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What an artifact that holds a trained model offers to {@link java.util.ServiceLoader}. */
public interface ModelProvider {
    /** The model as a native session file, a stream of the caller's to close. */
    InputStream open() throws IOException;

    /** The recipe that the model was trained by, as {@code train --recipe} reads it; a stream of the caller's to close. */
    default Optional<InputStream> recipe() throws IOException {
        return Optional.empty();
    }
}
