package org.amadeus.cli.quantization;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.ModelOption;
import org.amadeus.cli.option.Outputs;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Printable;
import org.amadeus.model.session.Session;
import org.amadeus.quant.portable.PortableModel;
import org.amadeus.quant.portable.PortableModelFile;
import org.amadeus.quant.rewrite.PortableSession;
import org.amadeus.web.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "export",
        description = "Write the studio as a static site, or a model for one.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus export --site site                           the bundled model's",
            "  (cd site && python3 -m http.server)                  http://localhost:8000",
            "  amadeus export -s save/mine.amadeus --site site      of your own model",
            "  amadeus export -s save/mine.amadeus --web model.bin  the model alone",
            "",
            "The page plays by itself: no Java, no server, no network after its first visit."
        })
public final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ModelOption model;

    @Option(
            names = "--site",
            paramLabel = "DIR",
            description = "Write the studio's page, its engine and the model: a folder that is new, empty or holds an"
                    + " earlier site.")
    private Path site;

    @Option(names = "--web", paramLabel = "OUT", description = "Write the model as a file that a browser plays.")
    private Path out;

    @Override
    public Integer call() throws IOException {
        if (out == null && site == null) {
            throw new UsageException("nothing to write: name a folder with --site, or a file with --web");
        }
        Outputs.requireOther("--web", out, model.file().orElse(null));
        Session loaded = model.load();
        String name = model.file().map(file -> file.getFileName().toString()).orElse(model.name());
        PortableModel portable = PortableSession.of(name, loaded);
        PrintWriter printer = spec.commandLine().getOut();
        if (out != null) {
            byte[] file = PortableModelFile.write(portable);
            AtomicFile.write(out, stream -> stream.write(file));
            printer.printf(Locale.ROOT, "%s: %.1f MB%n", Printable.escape(out), Files.size(out) / 1e6);
        }
        if (site != null) {
            Site files = new Site(portable);
            files.write(site);
            printer.printf(
                    Locale.ROOT,
                    "%s: %d files, %.1f MB%n",
                    Printable.escape(site),
                    files.files().size(),
                    files.size() / 1e6);
        }
        return 0;
    }
}
