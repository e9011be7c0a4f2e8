package org.amadeus.model.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.file.Float16;
import org.amadeus.model.file.Halves;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionFilesTest {
    private static final ModelConfig CONFIG = new ModelConfig(3, 11, 5, 7, 2, 0.25, CodecProfile.EXPRESSIVE);
    private static final TrainingProgress PROGRESS = new TrainingProgress(
            1234,
            56.5,
            -7,
            OptionalDouble.of(1e-3),
            OptionalDouble.of(2.5),
            OptionalDouble.empty(),
            OptionalDouble.of(2.25),
            "",
            Optional.empty());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"a.amadeus", "a.sess"})
    void whatTheBestWasMeasuredOnAndTheScheduleComeBack(String name) {
        TrainingProgress progress = new TrainingProgress(
                3,
                7.5,
                1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.of(2.25),
                "music",
                Optional.of(new TrainingProgress.Span(6.5, 60)));
        Session some = session(true);
        Path file = folder.resolve(name);
        SessionFiles.save(
                new Session(some.config(), some.stepGraph(), some.optimizer(), progress, some.provenance()), file);
        assertEquals(progress, SessionFiles.load(file).progress());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.amadeus", "a.sess"})
    void everythingComesBack(String name) {
        Session session = session(true);
        Path file = folder.resolve(name);
        SessionFiles.save(session, file);
        Session again = SessionFiles.load(file);
        assertEquals(CONFIG, again.config());
        assertEquals(PROGRESS, again.progress());
        assertEquals(
                List.copyOf(session.provenance().entrySet()),
                List.copyOf(again.provenance().entrySet()));
        assertSame(session.parameters().asMap(), again.parameters().asMap());
        AdamState adam = again.optimizer().orElseThrow();
        assertEquals(1L << 33, adam.step());
        assertSame(session.optimizer().orElseThrow().firstMoments(), adam.firstMoments());
        assertSame(session.optimizer().orElseThrow().secondMoments(), adam.secondMoments());
        assertArrayEquals(logits(session), logits(again));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.amadeus", "a.sess"})
    void savedAgainTheFileIsTheSame(String name) throws IOException {
        SessionFiles.save(session(true), folder.resolve(name));
        SessionFiles.save(SessionFiles.load(folder.resolve(name)), folder.resolve("b" + name));
        assertArrayEquals(Files.readAllBytes(folder.resolve(name)), Files.readAllBytes(folder.resolve("b" + name)));
    }

    @Test
    void halfPrecisionRoundsEachWeightOnce() {
        Session session = session(false);
        Path file = folder.resolve("half.amadeus");
        SessionFiles.save(session, file, WeightFormat.FLOAT16);
        Session again = SessionFiles.load(file);
        assertTrue(again.isPlain());
        session.parameters().asMap().forEach((name, values) -> {
            float[] rounded = values.clone();
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = Float16.toFloat(Halves.fromFloat(rounded[i]));
            }
            assertArrayEquals(rounded, again.parameters().get(name), name);
        });
        Path twice = folder.resolve("twice.amadeus");
        SessionFiles.save(again, twice, WeightFormat.FLOAT16);
        assertSame(
                again.parameters().asMap(),
                SessionFiles.load(twice).parameters().asMap());
    }

    @Test
    void theContentTellsTheKindNotTheName() throws IOException {
        SessionFiles.save(session(false), folder.resolve("a.amadeus"));
        SessionFiles.save(session(false), folder.resolve("b.sess"));
        Files.move(folder.resolve("a.amadeus"), folder.resolve("c.sess"));
        Files.move(folder.resolve("b.sess"), folder.resolve("d"));
        assertEquals(CONFIG, SessionFiles.load(folder.resolve("c.sess")).config());
        assertEquals(CONFIG, SessionFiles.load(folder.resolve("d")).config());
    }

    @Test
    void aStreamIsLoadedToo() throws IOException {
        SessionFiles.save(session(false), folder.resolve("a.amadeus"));
        try (InputStream in = Files.newInputStream(folder.resolve("a.amadeus"))) {
            assertEquals(CONFIG, SessionFiles.load(in, "a stream").config());
        }
    }

    @Test
    void formatVersionOneStaysLoadable() throws IOException {
        try (InputStream in = SessionFilesTest.class.getResourceAsStream("/sessions/version_1.amadeus")) {
            Session session = SessionFiles.load(in, "version_1.amadeus");
            assertEquals(CONFIG, session.config());
            assertEquals(PROGRESS, session.progress());
            assertEquals("made by a test", session.provenance().get("origin"));
            assertSame(
                    Parameters.initial(CONFIG, 5).asMap(), session.parameters().asMap());
            assertEquals(1L << 33, session.optimizer().orElseThrow().step());
        }
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("missing.sess");
        Exception e = assertThrows(AmadeusException.class, () -> SessionFiles.load(missing));
        assertEquals(missing + ": no such file", e.getMessage());
    }

    @Test
    void aFailedSaveLeavesTheFileAsItWas() throws IOException {
        Files.createDirectory(folder.resolve("taken.amadeus"));
        Files.writeString(folder.resolve("taken.amadeus").resolve("x"), "x");
        Exception e = assertThrows(
                AmadeusException.class, () -> SessionFiles.save(session(false), folder.resolve("taken.amadeus")));
        assertTrue(e.getMessage().startsWith(folder.resolve("taken.amadeus") + ": can't be written: "), e.getMessage());
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count(), "no temporary file is left behind");
        }
    }

    static Session session(boolean withOptimizer) {
        Parameters parameters = Parameters.initial(CONFIG, 5);
        Optional<AdamState> adam = withOptimizer
                ? Optional.of(new AdamState(
                        1L << 33,
                        Parameters.initial(CONFIG, 6).asMap(),
                        squares(Parameters.initial(CONFIG, 7).asMap())))
                : Optional.empty();
        Map<String, String> provenance = new LinkedHashMap<>();
        provenance.put("origin", "made by a test");
        provenance.put("data", "nowhere, \"quoted\" é");
        return new Session(CONFIG, StepGraph.build(CONFIG, parameters), adam, PROGRESS, provenance);
    }

    private static Map<String, float[]> squares(Map<String, float[]> values) {
        Map<String, float[]> squares = new LinkedHashMap<>();
        values.forEach((name, array) -> {
            float[] squared = array.clone();
            for (int i = 0; i < squared.length; i++) {
                squared[i] *= squared[i];
            }
            squares.put(name, squared);
        });
        return squares;
    }

    private static float[] logits(Session session) {
        try (StepPlan plan = StepPlan.compile(session.config(), session.stepGraph(), 1, 1)) {
            float[] logits = new float[CONFIG.eventDim()];
            plan.startMixed(new float[CONFIG.initDim()]);
            for (int event = 0; event < CONFIG.eventDim(); event++) {
                plan.step(new int[] {event}, new float[CONFIG.conditionDim()], logits);
            }
            return logits;
        }
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
    }
}
