package org.amadeus.model.torch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every form that torch.save has given a session; the tiny files are described in resources/sessions/README.txt. */
class TorchSessionTest {
    @TempDir
    Path folder;

    private static final ModelConfig TINY = new ModelConfig(3, 5, 2, 4, 2, 0.3, CodecProfile.REFERENCE);

    @ParameterizedTest
    @CsvSource({
        "tiny_zip, true",
        "tiny_legacy, true",
        "tiny_zip_cuda, true",
        "tiny_legacy_cuda, true",
        "tiny_zip_float64, false"
    })
    void readsWhatPyTorchWrote(String name, boolean hasMoments) throws IOException {
        JsonNode expected = new ObjectMapper().readTree(resource("tiny.json"));
        Session session = read(resource(name + ".sess"), name);
        assertEquals(TINY, session.config());
        assertSame(expected.get("parameters"), session.parameters().asMap());
        assertEquals(OptionalDouble.of(0.002), session.progress().learningRate());
        assertEquals(hasMoments, session.optimizer().isPresent());
        if (hasMoments) {
            AdamState adam = session.optimizer().orElseThrow();
            assertEquals(3, adam.step());
            assertSame(expected.get("exp_avg"), adam.firstMoments());
            assertSame(expected.get("exp_avg_sq"), adam.secondMoments());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "small_zip",
                "small_legacy",
                "small_zip_float64",
                "small_legacy_cuda_old_style",
                "small_zip_cuda_old_style"
            })
    void readsTheReferencesSessions(String name) throws IOException {
        checkSums(name + ".sess", "small.json");
    }

    @ParameterizedTest
    @CsvSource({"default_zip.sess, default.json", "small_trained_zip.sess, small_trained.json"})
    void readsLargerSessions(String name, String checksums) throws IOException {
        checkSums(name, checksums);
    }

    private static void checkSums(String name, String checksums) throws IOException {
        Path golden = Path.of(System.getProperty("amadeus.shared", ""), "golden", "model");
        assumeTrue(Files.exists(golden.resolve(name)), "the reference's sessions are not here: " + golden);
        JsonNode json = new ObjectMapper().readTree(golden.resolve(checksums).toFile());
        Session session = read(Files.readAllBytes(golden.resolve(name)), name);
        assertEquals(json.at("/config/hidden_dim").asInt(), session.config().hiddenDim());
        JsonNode sums = json.get("saved_param_checksums");
        assertEquals(sums.size(), session.parameters().asMap().size());
        session.parameters().asMap().forEach((parameter, values) -> {
            JsonNode sum = sums.get(parameter);
            for (int i = 0; i < 5; i++) {
                assertEquals((float) sum.at("/first5/" + i).asDouble(), values[i], parameter);
                assertEquals((float) sum.at("/last5/" + i).asDouble(), values[values.length - 5 + i], parameter);
            }
            double squares = 0;
            for (float value : values) {
                squares += (double) value * value;
            }
            assertEquals(
                    sum.get("l2").asDouble(),
                    Math.sqrt(squares),
                    1e-6 * sum.get("l2").asDouble(),
                    parameter);
        });
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Session original = read(resource("tiny_zip.sess"), "tiny_zip");
        Map<String, String> notes = Map.of("data", "made up");
        Session session = new Session(
                original.config().withProfile(CodecProfile.EXPRESSIVE),
                original.stepGraph(),
                original.optimizer(),
                new TrainingProgress(
                        1L << 40,
                        2.5,
                        -7,
                        OptionalDouble.of(0.5),
                        OptionalDouble.empty(),
                        OptionalDouble.of(4),
                        OptionalDouble.empty(),
                        "",
                        Optional.empty()),
                notes);
        Session again = read(write(session), "again");
        assertEquals(CodecProfile.EXPRESSIVE, again.config().profile());
        assertEquals(session.progress(), again.progress());
        assertEquals(notes, again.provenance());
        assertSame(original.parameters().asMap(), again.parameters().asMap());
        AdamState adam = again.optimizer().orElseThrow();
        assertEquals(3, adam.step());
        assertSame(original.optimizer().orElseThrow().firstMoments(), adam.firstMoments());
        assertSame(original.optimizer().orElseThrow().secondMoments(), adam.secondMoments());
    }

    @Test
    void withoutAnOptimizerNoneIsReadBack() throws IOException {
        Session session = Session.untrained(TINY, 1);
        assertFalse(read(write(session), "again").optimizer().isPresent());
    }

    /** As a program saves that has no optimizer any more. */
    @Test
    void noOptimizerIsNone() throws IOException {
        byte[] none = TorchPickles.changed(resource("tiny_zip.sess"), root -> root.put("model_optimizer_state", null));
        assertEquals(Optional.empty(), read(none, "none").optimizer());
    }

    /** What torch.compile and DataParallel make of a state_dict. */
    @ParameterizedTest
    @ValueSource(strings = {"module.", "_orig_mod.", "_orig_mod.module.", "module._orig_mod."})
    void namesThatAWrapperMadeAreUnwrapped(String wrapper) throws IOException {
        Session expected = read(resource("tiny_zip.sess"), "tiny_zip");
        byte[] wrapped = TorchPickles.changed(resource("tiny_zip.sess"), root -> {
            Map<String, Object> state = new LinkedHashMap<>();
            TorchPickles.dict(root, "model_state").forEach((name, tensor) -> state.put(wrapper + name, tensor));
            root.put("model_state", new PickleWriter.OrderedDict(state));
        });
        assertSame(
                expected.parameters().asMap(),
                read(wrapped, "wrapped").parameters().asMap());
    }

    @Test
    void twoTensorsOfOneNameAreRefused() throws IOException {
        byte[] twice = TorchPickles.changed(resource("tiny_zip.sess"), root -> {
            Map<String, Object> state = new LinkedHashMap<>();
            TorchPickles.dict(root, "model_state").forEach((name, tensor) -> {
                state.put(name, tensor);
                state.put("module." + name, tensor);
            });
            root.put("model_state", new PickleWriter.OrderedDict(state));
        });
        Exception e = assertThrows(SessionFormatException.class, () -> read(twice, "twice"));
        assertTrue(e.getMessage().contains("there are two tensors inithid_fc.weight"), e.getMessage());
    }

    /** SGD keeps a momentum: a state, but not Adam's. */
    @Test
    void anotherOptimizersStateIsNotAdams() throws IOException {
        byte[] sgd = TorchPickles.changed(resource("tiny_zip.sess"), root -> {
            Map<String, Object> optimizer = TorchPickles.dict(root, "model_optimizer_state");
            Map<Object, Object> state = new LinkedHashMap<>();
            for (int i = 0; i < 15; i++) {
                state.put(i, new LinkedHashMap<>(Map.of("momentum_buffer", 0.5)));
            }
            optimizer.put("state", state);
            root.put("model_optimizer_state", optimizer);
        });
        Session session = read(sgd, "sgd");
        assertEquals("another than Adam: its state was left out", left(session));
        assertEquals(Optional.empty(), session.optimizer());
        assertEquals(OptionalDouble.empty(), session.progress().learningRate());
    }

    /** Weights that decay and biases that do not: the usual two groups, which number weights first. */
    @Test
    void groupsOfParametersAreToldByTheirNames() throws IOException {
        Session expected = read(resource("tiny_zip.sess"), "tiny_zip");
        Session named = read(TorchPickles.inGroups(resource("tiny_zip.sess"), true), "named");
        assertNull(left(named));
        assertSame(
                expected.optimizer().orElseThrow().firstMoments(),
                named.optimizer().orElseThrow().firstMoments());
        assertSame(
                expected.optimizer().orElseThrow().secondMoments(),
                named.optimizer().orElseThrow().secondMoments());

        Session unnamed = read(TorchPickles.inGroups(resource("tiny_zip.sess"), false), "unnamed");
        assertEquals(
                "Adam, and the file does not say which parameters its groups hold: its state was left out",
                left(unnamed));
        assertEquals(Optional.empty(), unnamed.optimizer());
        assertSame(expected.parameters().asMap(), unnamed.parameters().asMap());
    }

    @Test
    void theSameSessionGivesTheSameBytes() throws IOException {
        Session session = read(resource("tiny_zip.sess"), "tiny_zip");
        assertArrayEquals(write(session), write(session));
        assertEquals(List.of("session/data.pkl", "session/byteorder", "session/data/0"), names(write(session)));
    }

    private static String left(Session session) {
        return session.provenance().get("optimizer");
    }

    private static List<String> names(byte[] bytes) {
        return new ZipArchive(ByteBuffer.wrap(bytes), "test")
                .names().stream().limit(3).toList();
    }

    private byte[] write(Session session) throws IOException {
        Path file = folder.resolve("written.sess");
        SessionFiles.save(session, file);
        return Files.readAllBytes(file);
    }

    private static Session read(byte[] bytes, String name) {
        try {
            return SessionFiles.load(new ByteArrayInputStream(bytes), name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = TorchSessionTest.class.getResourceAsStream("/sessions/" + name)) {
            return in.readAllBytes();
        }
    }

    private static void assertSame(JsonNode expected, Map<String, float[]> found) {
        assertEquals(expected.size(), found.size());
        found.forEach((name, values) -> {
            assertEquals(expected.get(name).size(), values.length, name);
            for (int i = 0; i < values.length; i++) {
                assertEquals((float) expected.get(name).get(i).asDouble(), values[i], name);
            }
        });
    }

    private static void assertSame(Map<String, float[]> expected, Map<String, float[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, found.get(name), name));
    }
}
