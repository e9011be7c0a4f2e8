package org.amadeus.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.quant.BundledModel;
import picocli.CommandLine.Option;

/** The option that says which model plays. */
final class ModelOption {
    @Option(
            names = {"-s", "--session"},
            paramLabel = "FILE",
            description = "A .amadeus or .sess. Default: the bundled model.")
    private Path session;

    /** The file named, if one was. */
    Optional<Path> file() {
        return Optional.ofNullable(session);
    }

    /** What to call the model. */
    String name() {
        return session == null ? BundledModel.NAME : session.toString();
    }

    Session load() {
        return session == null ? BundledModel.load() : SessionFiles.load(session);
    }
}
