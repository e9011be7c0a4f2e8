package org.amadeus.quant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.performance.PerformanceMidi;
import org.amadeus.model.generate.Generator;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;

/** A small dataset of what a session itself plays, all of it held out. */
public final class TestMusic {
    private static final int PIECES = 6;
    private static final int EVENTS = 400;

    private TestMusic() {}

    public static PerformanceDataset of(Session session, Path folder) {
        Path midi = folder.resolve("midi");
        try (StepModel model = StepPlan.compile(session.config(), session.stepGraph(), PIECES, 1)) {
            List<EventSequence> pieces =
                    new Generator(model, GenerationOptions.free(EVENTS, 7)).generate(Progress.NONE);
            for (int i = 0; i < pieces.size(); i++) {
                MidiWriter.write(
                        PerformanceMidi.of(pieces.get(i), session.config().profile()),
                        Files.createDirectories(midi).resolve(i + ".mid"));
            }
            Path store = folder.resolve("dataset");
            new Preprocessor(new StoreSettings(session.config().profile(), true, 1), 1)
                    .run(midi, store, false, Progress.NONE);
            return PerformanceDataset.open(store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
