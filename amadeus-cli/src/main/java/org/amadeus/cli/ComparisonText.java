package org.amadeus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.amadeus.data.compare.Comparison;
import org.amadeus.data.compare.Distribution;
import org.amadeus.data.compare.Measure;
import org.amadeus.data.compare.MusicStatistics;

/** A comparison as a table: for each measure a line for the generated music and one for the dataset. */
final class ComparisonText {
    private ComparisonText() {}

    static void print(Comparison comparison, Path generated, Path dataset, PrintWriter out) {
        collection(out, "generated", generated, comparison.generated());
        collection(out, "dataset", dataset, comparison.dataset());
        out.printf(
                Locale.ROOT,
                "%-30s %-10s %8s %8s %8s %8s %8s %8s  %7s %10s%n",
                "",
                "",
                "mean",
                "5 %",
                "25 %",
                "median",
                "75 %",
                "95 %",
                "overlap",
                "divergence");
        for (Measure measure : Measure.values()) {
            String title = measure.title() + ", " + measure.unit();
            line(out, title, "generated", comparison.generated().of(measure));
            out.println();
            line(out, "", "dataset", comparison.dataset().of(measure));
            out.printf("  %7s %10s%n", number(comparison.overlap(measure)), number(comparison.divergence(measure)));
        }
    }

    private static void collection(PrintWriter out, String label, Path path, MusicStatistics music) {
        out.printf(
                Locale.ROOT,
                "%-10s %,6d pieces, %,9d notes, %,7.1f min  %s%n",
                label,
                music.pieces(),
                music.notes(),
                music.seconds() / 60,
                path);
    }

    private static void line(PrintWriter out, String title, String whose, Distribution values) {
        out.printf("%-30s %-10s %8s", title, whose, number(values.mean()));
        for (double share : Comparison.QUANTILES) {
            out.printf(" %8s", number(values.quantile(share)));
        }
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
