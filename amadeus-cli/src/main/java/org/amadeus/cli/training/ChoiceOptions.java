package org.amadeus.cli.training;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.Set;
import org.amadeus.cli.error.UsageException;
import org.amadeus.data.dataset.build.Choice;
import org.amadeus.data.dataset.build.Unmatched;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.data.selection.Compositions;
import org.amadeus.data.selection.QualityLimits;
import picocli.CommandLine.Option;

/** Which pieces are kept, and which are held out together. */
final class ChoiceOptions {
    @Option(
            names = "--report",
            description = "Look for duplicates, exact and near ones, by their notes, and name them in"
                    + " OUT_DIR/duplicates.txt, which --exclude takes.")
    private boolean report;

    @Option(names = "--deduplicate", description = "Look for duplicates as --report does, and keep one of each.")
    private boolean once;

    @Option(
            names = "--likeness",
            paramLabel = "SHARE",
            defaultValue = "0.5",
            description =
                    "Share of common notes that makes pieces duplicates, above 0 .. 1. Default: ${DEFAULT-VALUE}.")
    private double likeness;

    @Option(
            names = "--exclude",
            paramLabel = "LIST",
            description = "Leave out the files that this list names, one a line, as the report names them.")
    private Path exclude;

    @Option(
            names = "--metadata",
            paramLabel = "CSV",
            description = "A table in MAESTRO's form: performances of one composition are held out together or not at"
                    + " all.")
    private Path metadata;

    @Option(names = "--min-notes", paramLabel = "N", description = "Leave out pieces with fewer notes.")
    private int fewestNotes;

    @Option(names = "--min-seconds", paramLabel = "S", description = "Leave out shorter pieces.")
    private double shortest;

    @Option(
            names = "--min-velocities",
            paramLabel = "N",
            description = "Leave out pieces with fewer different velocities: 2 leaves out constant ones.")
    private int fewestVelocities;

    @Option(
            names = "--max-on-grid",
            paramLabel = "SHARE",
            description =
                    "Leave out pieces where a larger share of the gaps between notes is one of the four commonest,"
                            + " 0 .. 1: 0.9 leaves out what was not played by hand.")
    private Double mostOnGrid;

    @Option(names = "--max-density", paramLabel = "N", description = "Leave out pieces with more notes a second.")
    private Double densest;

    Choice choice() throws IOException {
        require("--likeness", likeness > 0 && likeness <= 1, likeness, "above 0 .. 1");
        require("--min-notes", fewestNotes >= 0, fewestNotes, "0 or more");
        require("--min-seconds", shortest >= 0, shortest, "0 or more");
        require("--min-velocities", fewestVelocities >= 0, fewestVelocities, "0 or more");
        require("--max-on-grid", mostOnGrid == null || mostOnGrid >= 0 && mostOnGrid <= 1, mostOnGrid, "0 .. 1");
        require("--max-density", densest == null || densest > 0, densest, "above 0");
        return new Choice(
                new QualityLimits(
                        fewestNotes,
                        shortest,
                        fewestVelocities,
                        mostOnGrid == null ? 1 : mostOnGrid,
                        densest == null ? Double.POSITIVE_INFINITY : densest),
                report || once ? OptionalDouble.of(likeness) : OptionalDouble.empty(),
                once,
                metadata == null ? Compositions.NONE : Compositions.read(metadata),
                exclude == null ? Set.of() : Choice.names(exclude));
    }

    /** Warns of what the lists and the files have not in common, a line each. */
    void warn(Unmatched unmatched, PrintWriter err) {
        if (!unmatched.excluded().isEmpty()) {
            err.println("amadeus: warning: --exclude " + Printable.escape(exclude) + ": "
                    + Counted.of(unmatched.excluded().size(), "name is", "names are") + " of no file here, the first: "
                    + unmatched.excluded().get(0));
        }
        if (!unmatched.pieces().isEmpty()) {
            err.println("amadeus: warning: --metadata " + Printable.escape(metadata) + ": "
                    + Counted.of(unmatched.pieces().size(), "piece has", "pieces have")
                    + " no line there and no composition, the first: "
                    + Printable.escape(unmatched.pieces().get(0)));
        }
    }

    private static void require(String option, boolean right, Object value, String expected) {
        if (!right) {
            throw new UsageException(option + " is " + value + ", expected " + expected);
        }
    }
}
