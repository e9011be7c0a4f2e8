package org.amadeus.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import picocli.CommandLine.Option;

/** The option that says which model plays. */
public final class ModelOption {
    @Option(
            names = {"-s", "--session"},
            paramLabel = "FILE",
            description = "A .amadeus or .sess, or bundled. Default: the bundled model.")
    private Path session;

    /** The file named, if one was. */
    public Optional<Path> file() {
        return Optional.ofNullable(session).filter(name -> !SessionName.isBundled(name));
    }

    /** What to call the model. */
    public String name() {
        return file().map(Path::toString).orElse(BundledModel.NAME);
    }

    public Session load() {
        return session == null ? BundledModel.load() : SessionName.load(session);
    }
}
