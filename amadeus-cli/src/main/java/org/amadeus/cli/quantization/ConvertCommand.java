package org.amadeus.cli.quantization;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.Endings;
import org.amadeus.cli.option.Outputs;
import org.amadeus.cli.option.SessionName;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.io.Printable;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.rewrite.FloatSession;
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
            "  amadeus convert model.sess small.amadeus --weights float16    half the size",
            "  amadeus convert mine.sess mine.amadeus --profile expressive",
            "      trained on in Python, which does not keep the profile",
            "  amadeus convert bundled mine.amadeus --float    trained, to be trained on"
        })
public final class ConvertCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "IN",
            description = "A session of either kind, told by its content; or bundled.")
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "Ends in .sess: for PyTorch; else native.")
    private Path out;

    @Option(
            names = "--weights",
            paramLabel = "TYPE",
            description = "How a native session keeps its weights: float32 (default) or float16.")
    private WeightFormat weights;

    @Option(
            names = "--float",
            description = "Write a quantized model's weights out as floats, to train the model or take it to PyTorch.")
    private boolean floats;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "What the model's events are: reference or expressive, where the file lost that on its way"
                    + " through Python. Default: as the file says.")
    private CodecProfile profile;

    @Option(
            names = "--provenance",
            paramLabel = "KEY=VALUE",
            description = "Note where the model comes from, its data, its licence; may be repeated.")
    private Map<String, String> provenance = new LinkedHashMap<>();

    @Override
    public Integer call() throws IOException {
        Endings.require("OUT", out, "a session", ".amadeus", ".sess");
        Outputs.requireOther("OUT", out, in);
        if (weights != null && out.toString().endsWith(".sess")) {
            throw new UsageException("--weights " + weights.id() + ": a .sess holds float32, as PyTorch expects");
        }
        Session session = SessionName.load(in);
        if (!session.isPlain()) {
            if (floats) {
                session = FloatSession.of(session);
            } else {
                checkQuantized(session.precision());
            }
        }
        Map<String, String> notes = new LinkedHashMap<>(session.provenance());
        notes.putAll(provenance);
        ModelConfig config = session.config();
        Session noted = new Session(
                profile == null ? config : config.withProfile(profile),
                session.stepGraph(),
                session.optimizer(),
                session.progress(),
                notes);
        SessionFiles.save(noted, out, weights == null ? WeightFormat.FLOAT32 : weights);
        spec.commandLine().getOut().printf(Locale.ROOT, "%s: %.1f MB%n", Printable.escape(out), Files.size(out) / 1e6);
        return 0;
    }

    private void checkQuantized(String precision) {
        if (weights != null) {
            throw new UsageException("--weights " + weights.id() + ": " + in + " is quantized, its weights stay "
                    + precision + ". Add --float to write them out");
        }
        if (out.toString().toLowerCase(Locale.ROOT).endsWith(".sess")) {
            throw new AmadeusException(
                    in + ": is quantized, a .sess holds float32. Add --float to write its weights out as floats");
        }
    }
}
