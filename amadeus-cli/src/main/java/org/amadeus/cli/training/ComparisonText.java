package org.amadeus.cli.training;

import static org.amadeus.data.io.Printable.escape;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.amadeus.data.compare.Comparison;
import org.amadeus.data.compare.Distribution;
import org.amadeus.data.compare.Measure;
import org.amadeus.data.compare.MusicStatistics;
import org.amadeus.data.io.Counted;

/** Comparisons with one dataset as a table: for each measure a line for each folder and one for the dataset. */
final class ComparisonText {
    /** Of the column that says what is measured. */
    private static final int TITLE = Arrays.stream(Measure.values())
            .mapToInt(measure -> title(measure).length())
            .max()
            .orElseThrow();

    private final PrintWriter out;
    private final int wide;

    private ComparisonText(PrintWriter out, int wide) {
        this.out = out;
        this.wide = wide;
    }

    /** @param comparisons with the same dataset, one or more */
    static void print(List<Comparison> comparisons, PrintWriter out) {
        int wide = "generated".length();
        for (Comparison comparison : comparisons) {
            wide = Math.max(
                    wide,
                    comparisons.size() == 1 ? 0 : escape(comparison.folder()).length());
        }
        new ComparisonText(out, wide).print(comparisons);
    }

    private void print(List<Comparison> comparisons) {
        boolean one = comparisons.size() == 1;
        for (Comparison comparison : comparisons) {
            collection(one ? "generated" : "", comparison.folder(), comparison.generated());
        }
        Comparison any = comparisons.get(0);
        collection("dataset", any.against(), any.dataset());
        out.printf(Locale.ROOT, "%-" + TITLE + "s %-" + wide + "s %8s", "", "", "mean");
        for (double share : Comparison.QUANTILES) {
            out.printf(Locale.ROOT, " %8s", share == 0.5 ? "median" : Math.round(100 * share) + " %");
        }
        out.printf(Locale.ROOT, "  %7s %10s%n", "overlap", "divergence");
        for (Measure measure : Measure.values()) {
            String title = title(measure);
            for (Comparison comparison : comparisons) {
                line(
                        title,
                        one ? "generated" : escape(comparison.folder()),
                        comparison.generated().of(measure));
                out.printf(
                        Locale.ROOT,
                        "  %7s %10s%n",
                        number(comparison.overlap(measure)),
                        number(comparison.divergence(measure)));
                title = "";
            }
            line("", "dataset", any.dataset().of(measure));
            out.println();
        }
    }

    private void collection(String label, String path, MusicStatistics music) {
        out.printf(
                Locale.ROOT,
                "%-10s %13s, %15s, %,7.1f min  %s%n",
                label,
                Counted.of(music.pieces(), "piece"),
                Counted.of(music.notes(), "note"),
                music.seconds() / 60,
                escape(path));
    }

    private void line(String title, String whose, Distribution values) {
        out.printf(Locale.ROOT, "%-" + TITLE + "s %-" + wide + "s %8s", title, whose, number(values.mean()));
        for (double share : Comparison.QUANTILES) {
            out.printf(Locale.ROOT, " %8s", number(values.quantile(share)));
        }
    }

    private static String title(Measure measure) {
        return measure.title() + ", " + measure.unit();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.3f", value);
    }
}
