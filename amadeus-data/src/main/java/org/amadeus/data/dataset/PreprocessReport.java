package org.amadeus.data.dataset;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.amadeus.data.io.AtomicFile;

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
 * @param skipped  the files that could not be used, by name
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
        List<SkippedFile> skipped) {
    /** The name of the report in the store's folder. */
    public static final String FILE = "report.txt";

    void write(Path folder) throws IOException {
        AtomicFile.write(folder.resolve(FILE), out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            writer.write(summary() + "\n");
            for (SkippedFile file : skipped) {
                writer.write(file.name() + "\t" + file.reason() + "\n");
            }
            writer.flush();
        });
    }

    /** One line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%,d pieces (%,d held out), %,d events, %.1f hours of music, %s profile; %,d files skipped",
                pieces,
                valid,
                events,
                hours,
                settings.profile().id(),
                skipped.size());
    }
}
