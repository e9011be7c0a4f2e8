package org.amadeus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Printable;
import org.amadeus.quant.portable.PortableModelFile;
import org.amadeus.quant.rewrite.PortableSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Write a model as a file that a browser plays.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus export --web model.bin                       the bundled model",
            "  amadeus export -s save/mine.amadeus --web model.bin  a model of your own"
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Option(names = "--web", paramLabel = "OUT", required = true, description = "The file to write.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        byte[] file = PortableModelFile.write(PortableSession.of(model.name(), model.load()));
        AtomicFile.write(out, stream -> stream.write(file));
        spec.commandLine().getOut().printf("%s: %.1f MB%n", Printable.escape(out), Files.size(out) / 1e6);
        return 0;
    }
}
