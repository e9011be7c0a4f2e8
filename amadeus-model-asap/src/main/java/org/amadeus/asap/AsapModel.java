package org.amadeus.asap;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.amadeus.quant.ModelProvider;

/**
 * A Performance RNN trained on the ASAP dataset, its weights int8. Under CC BY-NC-SA 4.0: share alike, no commercial
 * use. META-INF/model-card.md in this jar tells what it is.
 */
public final class AsapModel implements ModelProvider {
    @Override
    public InputStream open() throws IOException {
        return resource("default.amadeus");
    }

    @Override
    public Optional<InputStream> recipe() throws IOException {
        return Optional.of(resource("recipe.yaml"));
    }

    private static InputStream resource(String name) throws IOException {
        InputStream in = AsapModel.class.getResourceAsStream(name);
        if (in == null) {
            throw new IOException("the resource org/amadeus/asap/" + name + " is missing from this build");
        }
        return in;
    }
}
