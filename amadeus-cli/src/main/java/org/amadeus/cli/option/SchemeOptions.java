package org.amadeus.cli.option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.amadeus.cli.error.UsageException;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.RulesFile;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.rules.Treatment;
import picocli.CommandLine.Option;

/** The options that say what becomes of each layer. */
public final class SchemeOptions {
    /** What the gates of a GRU compute in. */
    enum Gates {
        FLOAT16,
        FLOAT32;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--scheme",
            paramLabel = "NAME",
            description = "weight-only (int8 weights, float activations), dynamic (int8 activations too, for machines "
                    + "with VNNI), int4, int3, int2 (so few bits for the weights of the GRU, float activations) or "
                    + "distiller (int8 activations with ranges from statistics).")
    private String scheme;

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "Rules in YAML that go before the scheme's, to keep a layer in float, say.")
    private Path rulesFile;

    @Option(
            names = "--gates",
            paramLabel = "TYPE",
            description = "What the gates of the GRU compute in: float16 or float32. Default: as the scheme says.")
    private Gates gates;

    /** Whether any of them was given. */
    public boolean given() {
        return scheme != null || rulesFile != null || gates != null;
    }

    /** The rules that were given, null where none were. */
    public Path file() {
        return rulesFile;
    }

    /** @param otherwise the scheme where none was named */
    public Rules rules(String otherwise) throws IOException {
        String name = scheme == null ? otherwise : scheme;
        if (!Schemes.names().contains(name)) {
            throw new UsageException("--scheme is " + name + ", expected " + String.join(", ", Schemes.names()));
        }
        Rules rules = Schemes.of(name);
        if (gates != null) {
            Treatment treatment = gates == Gates.FLOAT16 ? Treatment.FLOAT16 : Treatment.FLOAT32;
            rules = rules.after(List.of(new Rule(Pattern.compile(".*"), Optional.of(LayerKind.GATES), treatment)));
        }
        return rulesFile == null ? rules : rules.after(RulesFile.read(rulesFile));
    }
}
