package org.amadeus.quant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;

/** The trained model that comes with Amadeus, its weights int8; docs/model-card.md tells what it is. */
public final class BundledModel {
    /** What it is called where a file's name would stand. */
    public static final String NAME = "the bundled model";

    private BundledModel() {}

    /** The native session, as a stream of the caller's to close. */
    public static InputStream open() {
        InputStream in = BundledModel.class.getResourceAsStream("default.amadeus");
        if (in == null) {
            throw new IllegalStateException("the resource default.amadeus is missing from this build");
        }
        return in;
    }

    /** Loads it. */
    public static Session load() {
        try (InputStream in = open()) {
            return SessionFiles.load(in, NAME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
