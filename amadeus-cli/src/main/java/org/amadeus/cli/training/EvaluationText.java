package org.amadeus.cli.training;

import java.io.PrintWriter;
import java.util.Locale;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.io.Counted;
import org.amadeus.model.evaluate.EvaluationResult;
import org.amadeus.model.evaluate.Score;

/** An evaluation for people to read. */
final class EvaluationText {
    private EvaluationText() {}

    static void print(EvaluationResult evaluation, PerformanceDataset dataset, PrintWriter out) {
        Score score = evaluation.score();
        line(out, "NLL", "%.4f nats per event%s", score.nll(), standardError(evaluation));
        line(out, "perplexity", "%.2f", score.perplexity());
        line(out, "accuracy", "%.1f %%", 100 * score.accuracy());
        if (evaluation.notes() > 0) {
            line(out, "per note", "%.2f nats (%s)", evaluation.natsPerNote(), Counted.of(evaluation.notes(), "note"));
        }
        if (evaluation.seconds() > 0) {
            line(
                    out,
                    "per second",
                    "%.1f nats (%s of music)",
                    evaluation.natsPerSecond(),
                    Counted.hours(evaluation.seconds() / 3600));
        }
        line(out, "events", "%,d of %,d", score.events(), dataset.eventCount());
        out.printf(Locale.ROOT, "  %-12s %12s %8s %11s %10s%n", "by type", "events", "NLL", "perplexity", "accuracy");
        evaluation
                .byType()
                .forEach((type, part) -> out.printf(
                        Locale.ROOT,
                        "  %-12s %,12d %8.4f %11.2f %8.1f %%%n",
                        type.id().replace('_', ' '),
                        part.events(),
                        part.nll(),
                        part.perplexity(),
                        100 * part.accuracy()));
    }

    private static String standardError(EvaluationResult evaluation) {
        return Double.isNaN(evaluation.standardError())
                ? ""
                : String.format(Locale.ROOT, ", standard error %.4f", evaluation.standardError());
    }

    private static void line(PrintWriter out, String label, String format, Object... values) {
        out.printf(Locale.ROOT, "  %-12s %s%n", label, String.format(Locale.ROOT, format, values));
    }
}
