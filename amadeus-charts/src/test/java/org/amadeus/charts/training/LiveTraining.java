package org.amadeus.charts.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.ModelSizes;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainingSettings;
import org.amadeus.model.train.TrainingStart;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.listener.TrainingIteration;

/** A small model that learns from made-up MIDI files until this is closed, and what its trainer reports. */
final class LiveTraining implements AutoCloseable {
    static final double RATE = 0.002;
    /** After each iteration, so that the browser gets the processor too. */
    private static final long BREATH_NANOS = 20_000_000;

    private static final TrainingSettings SETTINGS =
            TrainingSettings.DEFAULTS.withBatch(4).withWindow(30).withLearningRate(RATE);

    /** What the trainer said of an iteration: the loss, and the mean |update| by the mean |value| of each parameter. */
    record Said(double loss, Map<String, Double> ratios) {}

    private final Map<Long, Said> said = new ConcurrentHashMap<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final Trainer trainer;
    private final Future<Trainer.End> end;

    /** @param folder for the files, the dataset and the session */
    LiveTraining(Path folder, ModelSizes sizes, TrainerListener watching) throws IOException {
        Path midi = folder.resolve("midi");
        for (int piece = 0; piece < 4; piece++) {
            MidiWriter.write(MidiFileBuilder.of("Piano", NoteSequence.of(notes(piece))), midi.resolve(piece + ".mid"));
        }
        Path store = folder.resolve("dataset");
        new Preprocessor(new StoreSettings(CodecProfile.EXPRESSIVE, true, 0), 1).run(midi, store, false, Progress.NONE);
        PerformanceDataset dataset = PerformanceDataset.open(store);
        Checkpoints files = new Checkpoints(folder.resolve("model.amadeus"));
        Session start = TrainingStart.of(files.last(), dataset, SETTINGS, sizes, OptionalLong.of(1), false)
                .session();
        trainer = Trainer.of(start, SETTINGS.windows(dataset, start.config()), files)
                .settings(SETTINGS)
                .build();
        // Noted before it is shown.
        end = thread.submit(() -> trainer.run(TrainerListener.of(new Notes(), watching)));
    }

    private static List<Note> notes(long seed) {
        Random random = new Random(seed);
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            notes.add(new Note(0.2 * i, 0.2 * i + 0.3, 40 + random.nextInt(40), 40 + random.nextInt(60)));
        }
        return notes;
    }

    boolean isRunning() {
        return !end.isDone();
    }

    /** What the trainer said of an iteration; null where it was none. */
    Said of(double iteration) {
        return said.get((long) iteration);
    }

    /** Ends it. Throws what ended it before. */
    @Override
    public void close() throws Exception {
        trainer.stop();
        thread.shutdown();
        end.get();
    }

    private final class Notes implements TrainerListener {
        @Override
        public void iterationDone(TrainingIteration iteration) {
            Map<String, Double> ratios = new ConcurrentHashMap<>();
            for (String name : iteration.parameterNames()) {
                ratios.put(name, magnitude(iteration.update(name)) / magnitude(iteration.parameter(name)));
            }
            said.put(iteration.iteration(), new Said(iteration.loss(), ratios));
            LockSupport.parkNanos(BREATH_NANOS);
        }

        private static double magnitude(float[] values) {
            double sum = 0;
            for (float value : values) {
                sum += Math.abs(value);
            }
            return sum / values.length;
        }
    }
}
