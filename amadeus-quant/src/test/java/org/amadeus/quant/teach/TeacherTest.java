package org.amadeus.quant.teach;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.dataset.StoreSettings;
import org.amadeus.data.dataset.build.DatasetSource;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.quant.rewrite.FloatSession;
import org.junit.jupiter.api.Test;

class TeacherTest {
    private static final StoreSettings SETTINGS = new StoreSettings(CodecProfile.EXPRESSIVE, true, 0);
    private static final Session START =
            Session.untrained(new ModelConfig(3, 240, 24, 12, 2, 0, CodecProfile.EXPRESSIVE), 5);

    /** Of so many random notes, a piece for each number. */
    private static DatasetSource music(int... notes) throws IOException {
        Map<String, EventSequence> pieces = new LinkedHashMap<>();
        for (int piece = 0; piece < notes.length; piece++) {
            Random random = new Random(piece);
            List<Note> played = new ArrayList<>();
            for (int i = 0; i < notes[piece]; i++) {
                played.add(new Note(0.2 * i, 0.2 * i + 0.3, 50 + random.nextInt(20), 40 + random.nextInt(60)));
            }
            pieces.put(piece + ".mid", EventCodec.of(CodecProfile.EXPRESSIVE).encode(NoteSequence.of(played)));
        }
        return DatasetSource.of(pieces, SETTINGS);
    }

    private static TeachingSettings settings(double rate, int iterations) {
        TeachingSettings gentle = TeachingSettings.gentle(TrainingLimits.NONE.untilIteration(iterations), 3);
        TrainingLimits limits = gentle.limits();
        return new TeachingSettings(
                gentle.training().withLearningRate(rate).withWindow(50).withBatch(4),
                1,
                100,
                new TrainingLimits(limits.iterations(), limits.time(), limits.patience(), limits.saveEvery(), 5),
                gentle.seed());
    }

    @Test
    void aModelLearnsMusicAndIsQuantized() throws IOException, InterruptedException {
        try (DatasetSource source = music(80, 80, 80, 80, 80);
                Lesson lesson = Lesson.of(source.dataset())) {
            List<Standing> all = new ArrayList<>();
            Taught taught = new Teacher(START, settings(0.01, 20), 1).teach(lesson, new TeachingListener() {
                @Override
                public void stands(long iteration, Standing standing, boolean best) {
                    assertEquals(5L * all.size(), iteration);
                    all.add(standing);
                }
            });
            assertEquals(Trainer.End.ITERATIONS, taught.end());
            assertEquals(5, all.size());
            assertEquals(taught.before(), all.get(0));
            Standing best = all.get((int) taught.iterations() / 5);
            all.forEach(each -> assertTrue(each.mean() >= best.mean(), all.toString()));
            assertTrue(taught.after().own() < taught.before().own() - 0.05, taught.toString());
            assertEquals(best.own(), taught.after().own(), 0.02, "int8 changes little");
            Session session = taught.session().orElseThrow();
            assertFalse(session.isPlain());
            assertTrue(session.provenance().get("taught").contains("4 pieces"), "" + session.provenance());
        }
    }

    @Test
    void theSameAgainGivesTheSameModel() throws IOException, InterruptedException {
        float[][] weights = new float[2][];
        for (int run = 0; run < 2; run++) {
            try (DatasetSource source = music(120);
                    Lesson lesson = Lesson.of(source.dataset())) {
                Taught taught = new Teacher(START, settings(0.01, 5), 1).teach(lesson, new TeachingListener() {});
                weights[run] = FloatSession.of(taught.session().orElseThrow())
                        .parameters()
                        .get("gru.weight_hh_l1");
            }
        }
        assertArrayEquals(weights[0], weights[1]);
    }

    @Test
    void whatDoesNoGoodIsNotKept() throws IOException, InterruptedException {
        try (DatasetSource source = music(120);
                Lesson lesson = Lesson.of(source.dataset())) {
            Taught taught = new Teacher(START, settings(10, 5), 1).teach(lesson, new TeachingListener() {});
            assertTrue(taught.session().isEmpty());
            assertEquals(taught.before(), taught.after());
        }
    }

    @Test
    void stoppedItKeepsTheBest() throws IOException, InterruptedException {
        try (DatasetSource source = music(120);
                Lesson lesson = Lesson.of(source.dataset())) {
            Teacher teacher = new Teacher(START, settings(0.01, 1000), 1);
            Taught taught = teacher.teach(lesson, new TeachingListener() {
                @Override
                public void stands(long iteration, Standing standing, boolean best) {
                    if (iteration == 10) {
                        teacher.stop();
                    }
                }
            });
            assertEquals(Trainer.End.STOPPED, taught.end());
            assertTrue(taught.iterations() == 5 || taught.iterations() == 10, "" + taught.iterations());
            assertTrue(taught.session().isPresent());
        }
    }

    @Test
    void wholePiecesAreHeldOutWhereThereAreEnoughElseTheEnds() throws IOException {
        try (DatasetSource source = music(60, 70, 80, 90, 100, 110, 120, 130);
                Lesson lesson = Lesson.of(source.dataset())) {
            assertFalse(lesson.isCut());
            assertEquals(
                    8,
                    lesson.learned().pieces().size() + lesson.heldOut().pieces().size());
            double share =
                    (double) lesson.heldOut().eventCount() / source.dataset().eventCount();
            assertTrue(share >= 0.1 && share <= 0.25, "" + share);
        }
        try (DatasetSource source = music(200, 100);
                Lesson lesson = Lesson.of(source.dataset())) {
            assertTrue(lesson.isCut());
            assertEquals(2, lesson.learned().pieces().size());
            assertEquals(2, lesson.heldOut().pieces().size());
            PerformanceDataset all = source.dataset();
            assertEquals(
                    all.events(0),
                    lesson.learned().events(0).concat(lesson.heldOut().events(0)));
            List<String> names =
                    lesson.heldOut().pieces().stream().map(Piece::name).toList();
            assertEquals(List.of("0.mid, the end", "1.mid, the end"), names);
        }
    }

    @Test
    void nextToNoMusicIsRefused() throws IOException {
        try (DatasetSource source = music(10)) {
            AmadeusException error = assertThrows(AmadeusException.class, () -> Lesson.of(source.dataset()));
            assertTrue(error.getMessage().contains("too little to learn from"), error.getMessage());
        }
    }
}
