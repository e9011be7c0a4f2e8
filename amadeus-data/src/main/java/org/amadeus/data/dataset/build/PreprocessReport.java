package org.amadeus.data.dataset.build;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.data.dataset.StoreFolder;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;

/**
 * What a run of the {@link Preprocessor} found.
 *
 * @param settings how the store is made
 * @param files    MIDI files in the folder
 * @param fresh    those read in this run: new, changed, or the first time; the others were known
 * @param pieces   pieces the store now holds
 * @param valid    those of them that are held out
 * @param events   events of all pieces
 * @param hours    hours of music
 * @param seconds  how long the run took
 * @param skipped  the files that could not be used, by name, unmodifiable
 * @param failed   how many of those could not be read for a reason that may pass: the next run tries them again
 * @param warned   files read in this run with something wrong that was got by, by name, unmodifiable
 * @param dropped  pieces that were dropped because their files are gone
 * @param kept     pieces that are kept though their files could not be looked for: their folder cannot be read
 * @param unmatched what lists and files have not in common
 * @param outdated whether all was read anew because an earlier version of this program made the store
 */
public record PreprocessReport(
        StoreSettings settings,
        int files,
        int fresh,
        int pieces,
        int valid,
        long events,
        double hours,
        double seconds,
        List<SkippedFile> skipped,
        int failed,
        List<SkippedFile> warned,
        int dropped,
        int kept,
        Unmatched unmatched,
        boolean outdated) {
    public PreprocessReport {
        skipped = List.copyOf(skipped);
        warned = List.copyOf(warned);
    }

    /** The same, and what became of the pieces that were there before. */
    PreprocessReport with(int newDropped, int newKept, boolean newOutdated) {
        return new PreprocessReport(
                settings,
                files,
                fresh,
                pieces,
                valid,
                events,
                hours,
                seconds,
                skipped,
                failed,
                warned,
                newDropped,
                newKept,
                unmatched,
                newOutdated);
    }

    void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(StoreFolder.REPORT_FILE), out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(summary() + "\n");
            for (SkippedFile file : skipped) {
                writer.write(Printable.escape(file.name()) + "\t" + Printable.escape(file.reason()) + "\n");
            }
            for (SkippedFile file : warned) {
                writer.write(Printable.escape(file.name()) + "\tread, but " + Printable.escape(file.reason()) + "\n");
            }
            writer.flush();
        });
    }

    /** How many pieces were left out by choice, by reason. */
    public Map<String, Integer> leftOut() {
        Map<String, Integer> counts = new TreeMap<>();
        skipped.stream().filter(SkippedFile::isLeftOut).forEach(file -> counts.merge(file.kind(), 1, Integer::sum));
        return counts;
    }

    private String leftOutText() {
        String counts = leftOut().entrySet().stream()
                .map(each -> String.format(Locale.ROOT, "%,d %s", each.getValue(), each.getKey()))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : "; left out: " + counts;
    }

    /** One line. */
    public String summary() {
        return String.format(
                        Locale.ROOT,
                        "%s (%,d held out), %s, %s of music, %s profile; %s skipped",
                        Counted.of(pieces, "piece"),
                        valid,
                        Counted.of(events, "event"),
                        Counted.hours(hours),
                        settings.profile().id(),
                        Counted.of(
                                skipped.size()
                                        - leftOut().values().stream()
                                                .mapToInt(Integer::intValue)
                                                .sum(),
                                "file"))
                + (failed == 0 ? "" : ", " + failed + " of them are tried again at the next run")
                + leftOutText()
                + (dropped == 0
                        ? ""
                        : "; "
                                + Counted.of(
                                        dropped,
                                        "piece dropped, its file is gone",
                                        "pieces dropped, their files are gone"))
                + (kept == 0
                        ? ""
                        : "; " + Counted.of(kept, "piece kept, its", "pieces kept, their")
                                + " folder cannot be read now")
                + (outdated ? "; all read anew, an earlier version made the dataset" : "");
    }
}
