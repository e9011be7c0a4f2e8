package org.amadeus.model.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.Preprocessor;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepPlan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    @TempDir
    private Path temp;

    private final SeededRandom random = new SeededRandom();
    private final ModelConfig config = new ModelConfig(3, 240, 24, 9, 2, 0.3, CodecProfile.EXPRESSIVE);
    private final Parameters parameters = random.parameters(config);
    private PerformanceDataset dataset;

    /** Pieces of 5, 30 and 55 notes. */
    @BeforeEach
    void makeDataset() throws IOException {
        for (int piece = 0; piece < 3; piece++) {
            List<Note> notes = new ArrayList<>();
            double time = 0;
            for (int i = 0; i < 5 + 25 * piece; i++) {
                time += 0.1 + random.nextDouble();
                notes.add(new Note(time, time + 0.2, random.nextInt(40, 80), random.nextInt(1, 127)));
            }
            MidiWriter.write(
                    MidiFileBuilder.of("Piano", NoteSequence.of(notes)), temp.resolve("midi/" + piece + ".mid"));
        }
        dataset = store(CodecProfile.EXPRESSIVE);
    }

    private PerformanceDataset store(CodecProfile profile) throws IOException {
        Path store = temp.resolve(profile.id());
        new Preprocessor(new StoreSettings(profile, true, 0), 1).run(temp.resolve("midi"), store, false, Progress.NONE);
        return PerformanceDataset.open(store);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 16})
    void batchesOfAnySizeGiveTheSame(int windows) {
        Evaluator evaluator = new Evaluator(40, 25, true, 1);
        EvaluationResult expected;
        try (WindowModel one = new WholeWindowModel(parameters, 40, 3)) {
            expected = evaluator.evaluate(one, dataset, Progress.NONE);
        }
        StepPlan plan = StepPlan.compile(config, StepGraph.build(config, parameters), windows, 1);
        List<Long> told = new ArrayList<>();
        EvaluationResult found;
        try (WindowModel stepped = new SteppedWindowModel(plan, 40)) {
            found = evaluator.evaluate(stepped, dataset, (done, total, note) -> {
                told.add(done);
                told.add(total);
            });
        }
        assertEquals(expected.score().nll(), found.score().nll(), 1e-5, random.toString());
        assertEquals(expected.standardError(), found.standardError(), 1e-5, random.toString());
        assertEquals(expected.score().events(), found.score().events());
        assertEquals(expected.byType().keySet(), found.byType().keySet());
        assertEquals(told.get(told.size() - 1), told.get(told.size() - 2), "all windows are told to be done");
    }

    /** Windows side by side count every event but the last ones of a piece; a piece shorter than a window counts whole. */
    @Test
    void everyPieceCountsOnce() {
        EvaluationResult evaluation;
        try (WindowModel model = new WholeWindowModel(parameters, 50, 4)) {
            evaluation = new Evaluator(50, 50, false, 1).evaluate(model, dataset, Progress.NONE);
        }
        long expected = dataset.pieces().stream()
                .mapToLong(piece -> piece.events() < 50 ? piece.events() : piece.events() / 50 * 50)
                .sum();
        assertEquals(expected, evaluation.score().events());
        assertTrue(dataset.pieces().get(0).events() < 50, "the first piece is shorter than a window");
        assertEquals(3, evaluation.pieces());
        long byType =
                evaluation.byType().values().stream().mapToLong(Score::events).sum();
        assertEquals(expected, byType);
    }

    @Test
    void aWindowLongerThanAllPiecesTakesEachWhole() {
        EvaluationResult evaluation;
        try (WindowModel model = new WholeWindowModel(parameters, 400, 2)) {
            evaluation = new Evaluator(400, 400, true, 1).evaluate(model, dataset, Progress.NONE);
        }
        assertEquals(dataset.eventCount(), evaluation.score().events());
        assertEquals(90, evaluation.notes());
        assertEquals(dataset.seconds(), evaluation.seconds(), 1e-6);
    }

    @Test
    void anotherProfileIsRefusedWithTheWayOn() throws IOException {
        PerformanceDataset reference = store(CodecProfile.REFERENCE);
        try (WindowModel model = new WholeWindowModel(parameters, 20, 1)) {
            AmadeusException e = assertThrows(AmadeusException.class, () -> new Evaluator(20, 20, true, 1)
                    .evaluate(model, reference, Progress.NONE));
            assertTrue(e.getMessage().contains("its events are of the reference profile"), e.getMessage());
            assertTrue(e.getMessage().contains("--profile expressive"), e.getMessage());
        }
    }
}
