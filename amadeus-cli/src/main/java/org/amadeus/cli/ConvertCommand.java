package org.amadeus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "convert",
        description = "Turn a session into PyTorch's .sess, or into a native .amadeus.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus convert model.sess model.amadeus    what PyTorch saved, for Amadeus",
            "  amadeus convert model.amadeus model.sess    for PyTorch, with Adam's state",
            "  amadeus convert model.sess small.amadeus --weights float16    half the size"
        })
final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "IN", description = "A session of either kind, told by its content.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "Ends in .sess: for PyTorch; else native.")
    private Path out;

    @Option(
            names = "--weights",
            paramLabel = "TYPE",
            description = "How a native session keeps its weights: float32 (default) or float16.")
    private WeightFormat weights;

    @Option(
            names = "--provenance",
            paramLabel = "KEY=VALUE",
            description = "Note where the model comes from, its data, its licence; may be repeated.")
    private Map<String, String> provenance = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        if (weights != null && out.toString().endsWith(".sess")) {
            throw new UsageException("--weights " + weights.id() + ": a .sess holds float32, as PyTorch expects");
        }
        Session session = SessionFiles.load(in);
        if (!session.isPlain()) {
            checkQuantized();
        }
        Map<String, String> notes = new LinkedHashMap<>(session.provenance());
        notes.putAll(provenance);
        Session noted =
                new Session(session.config(), session.stepGraph(), session.optimizer(), session.progress(), notes);
        SessionFiles.save(noted, out, weights == null ? WeightFormat.FLOAT32 : weights);
        spec.commandLine().getOut().printf("%s: %.1f MB (%s: %.1f MB)%n", out, megabytes(out), in, megabytes(in));
        return 0;
    }

    private void checkQuantized() {
        if (weights != null) {
            throw new UsageException("--weights " + weights.id() + ": " + in + " is quantized, its weights stay int8");
        }
        if (out.toString().toLowerCase(Locale.ROOT).endsWith(".sess")) {
            throw new AmadeusException(
                    in + ": is quantized, a .sess holds float32. Convert the session that it was made" + " from");
        }
    }

    private static double megabytes(Path file) throws IOException {
        return Files.size(file) / 1e6;
    }
}
