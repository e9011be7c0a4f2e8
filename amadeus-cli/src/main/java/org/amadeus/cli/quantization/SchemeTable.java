package org.amadeus.cli.quantization;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import org.amadeus.data.io.Counted;
import org.amadeus.quant.fidelity.Fidelity;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.quantize.Choice;
import org.amadeus.quant.quantize.SchemeResult;
import org.amadeus.quant.report.StepTime;

/** Tables of {@code quantize}: all schemes side by side, and what each layer was chosen to be. */
final class SchemeTable {
    private SchemeTable() {}

    static void print(List<SchemeResult> results, HeldOut music, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "compared on %s of %s: with their controls, and without%n",
                Counted.of(music.windows(), "window"),
                Counted.of(music.length(), "event"));
        out.printf(
                Locale.ROOT,
                "%-12s %9s %7s %22s %22s %9s %9s %9s %9s%n",
                "scheme",
                "file",
                "",
                "perplexity ratio",
                "without controls",
                "KL",
                "without",
                "ms, 1",
                "ms, 8");
        for (SchemeResult result : results) {
            out.printf(
                    Locale.ROOT,
                    "%-12s %6.2f MB %5.1f %% %s %s %9.5f %9.5f %s%n",
                    result.scheme(),
                    result.sizes().fileAfter() / 1e6,
                    100 * result.sizes().fileRatio(),
                    ratio(result.fidelity().get(0)),
                    ratio(result.fidelity().get(1)),
                    result.fidelity().get(0).all().divergence(),
                    result.fidelity().get(1).all().divergence(),
                    times(result.times()));
        }
    }

    private static String ratio(Fidelity fidelity) {
        return Double.isNaN(fidelity.standardError())
                ? String.format(Locale.ROOT, "%22.5f", fidelity.ratio())
                : String.format(Locale.ROOT, "%11.5f +- %.5f", fidelity.ratio(), fidelity.ratioStandardError());
    }

    private static String times(List<StepTime> times) {
        StringBuilder text = new StringBuilder();
        times.forEach(time -> text.append(String.format(Locale.ROOT, "%9.3f ", time.after())));
        return text.toString().stripTrailing();
    }

    static void printChoices(List<Choice> choices, PrintWriter out) {
        if (choices.isEmpty()) {
            return;
        }
        out.printf(
                Locale.ROOT, "%-26s %-12s %11s  %s%n", "layer", "chosen", "bytes", "KL divergence that it alone costs");
        for (Choice choice : choices) {
            out.printf(
                    Locale.ROOT,
                    "%-26s %-12s %,11d  %.6f%n",
                    choice.layer(),
                    choice.treatment().id(),
                    choice.bytes(),
                    choice.harm());
        }
        out.println();
    }
}
