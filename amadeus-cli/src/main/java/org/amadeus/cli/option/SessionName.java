package org.amadeus.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.quant.BundledModel;

/** A session as a command is given it: a file, or the word for the model that comes with Amadeus. */
public final class SessionName {
    /** What the model that comes with Amadeus is called where a file's name would stand. */
    public static final String BUNDLED = "bundled";

    private SessionName() {}

    /** Whether a name is that of the bundled model; a file of the same name goes before it. */
    public static boolean isBundled(Path name) {
        return name.toString().equals(BUNDLED) && Files.notExists(name);
    }

    public static Session load(Path name) {
        return isBundled(name) ? BundledModel.load() : SessionFiles.load(name);
    }
}
