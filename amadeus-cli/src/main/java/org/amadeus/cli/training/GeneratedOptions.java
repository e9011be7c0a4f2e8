package org.amadeus.cli.training;

import static org.amadeus.data.io.Printable.escape;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.Endings;
import org.amadeus.data.compare.Comparison;
import org.amadeus.data.compare.MusicReader;
import org.amadeus.data.compare.MusicStatistics;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.SkippedFile;
import org.amadeus.model.file.Json;
import org.amadeus.ui.picture.DistributionSheet;
import picocli.CommandLine.Option;

/** The options that set generated music beside a dataset. */
final class GeneratedOptions {
    @Option(
            names = "--generated",
            paramLabel = "DIR",
            description = "Compare the MIDI files in this folder with the dataset instead; several times: several"
                    + " folders.")
    private List<Path> folders = List.of();

    @Option(names = "--png", paramLabel = "FILE.png", description = "With --generated: draw the distributions, too.")
    private Path png;

    boolean given() {
        return !folders.isEmpty();
    }

    /** Finds a mistake before anything is read. */
    void check() {
        if (png == null) {
            return;
        }
        if (!given()) {
            throw new UsageException("--png draws generated music beside a dataset: say which with --generated DIR");
        }
        Endings.require("--png", png, "a PNG picture", ".png");
    }

    /**
     * Measures the folders and the dataset.
     *
     * @param path where the dataset lies
     * @param warn takes what could not be used of a folder, and what was read with something wrong
     */
    List<Comparison> compare(
            MusicReader reader,
            PerformanceDataset dataset,
            Path path,
            BiConsumer<List<SkippedFile>, List<SkippedFile>> warn)
            throws IOException {
        List<MusicStatistics> made = new ArrayList<>();
        for (Path folder : folders) {
            List<SkippedFile> skipped = new ArrayList<>();
            List<SkippedFile> warned = new ArrayList<>();
            made.add(reader.folder(folder, skipped, warned));
            warn.accept(skipped, warned);
        }
        MusicStatistics performances = reader.dataset(dataset);
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            comparisons.add(new Comparison(folders.get(i).toString(), made.get(i), path.toString(), performances));
        }
        return comparisons;
    }

    /** Draws them where that was asked for, and prints them: as a table, or one as its object and several as an array. */
    void show(List<Comparison> comparisons, boolean json, PrintWriter out) throws IOException {
        if (png != null) {
            new DistributionSheet(comparisons).writePng(png);
        }
        if (!json) {
            ComparisonText.print(comparisons, out);
            if (png != null) {
                out.println(escape(png));
            }
            return;
        }
        List<Map<String, Object>> objects =
                comparisons.stream().map(Comparison::toJson).toList();
        Map<String, ?> whole = objects.size() == 1 ? objects.get(0) : Map.of("comparisons", objects);
        out.println(new String(Json.write(whole), StandardCharsets.UTF_8));
    }
}
