package org.amadeus.model.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.file.ZipWriter;
import org.amadeus.model.graph.GraphReader;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.network.StepGraph;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.TrainingConfig;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;

/** Native sessions that are cut, changed, of another version or not what they say. */
class DamagedSessionTest {
    private final Session session = SessionFilesTest.session(true);
    private byte[] whole;

    @BeforeEach
    void save() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NativeFile.write(session, WeightFormat.FLOAT32, out);
        whole = out.toByteArray();
    }

    @Test
    void cutAnywhereItIsRefused() {
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            int at = length;
            assertThrows(SessionFormatException.class, () -> load(cut), () -> "cut after " + at + " bytes it was read");
        }
    }

    @Test
    void changedAnywhereItIsReadOrRefused() {
        SeededRandom random = new SeededRandom();
        for (int trial = 0; trial < 3000; trial++) {
            byte[] changed = whole.clone();
            changed[random.nextInt(0, changed.length - 1)] ^= (byte) random.nextInt(1, 255);
            readOrRefuse(() -> load(changed), random);
        }
    }

    /** Changes that the checksums would catch, straight to the graph. */
    @Test
    void aChangedGraphIsReadOrRefused() {
        SeededRandom random = new SeededRandom();
        byte[] graph = GraphWriter.write(session.stepGraph());
        for (int trial = 0; trial < 4000; trial++) {
            byte[] changed = graph.clone();
            for (int i = random.nextInt(1, 8); i > 0; i--) {
                changed[random.nextInt(0, changed.length - 1)] = (byte) random.nextInt(0, 255);
            }
            readOrRefuse(
                    () -> GraphReader.read(ByteBuffer.wrap(changed), session.config(), "test", "graph.fb"), random);
        }
    }

    @Test
    void aChecksumThatDoesNotHoldIsToldWithThePart() throws IOException {
        String message = fault(changed("optimizer.f32", bytes -> {
            bytes[100] ^= 1;
            return bytes;
        }));
        assertTrue(
                message.matches("test: optimizer.f32 is damaged: its SHA-256 is [0-9a-f]{64}, the manifest says .*"));
    }

    @Test
    void anUnknownVersionIsTold() throws IOException {
        assertEquals(
                "test: manifest.json: format version 2, this program reads version 1. Is it of a newer Amadeus?",
                fault(manifest("\"version\" : 1", "\"version\" : 2")));
        assertEquals(
                "test: manifest.json: format is \"other\", expected \"amadeus-session\"",
                fault(manifest("\"format\" : \"amadeus-session\"", "\"format\" : \"other\"")));
    }

    @Test
    void aFieldOfAnotherTypeIsRefused() throws IOException {
        assertEquals(
                "test: manifest.json: hidden_dim is 99999999999, expected an integer of at most 2147483647",
                fault(manifest("\"hidden_dim\" : 7", "\"hidden_dim\" : 99999999999")));
        assertEquals(
                "test: manifest.json: iterations is \"many\", expected an integer",
                fault(manifest("\"iterations\" : 1234", "\"iterations\" : \"many\"")));
        assertEquals(
                "test: manifest.json: cell is 5, expected a text",
                fault(manifest("\"cell\" : \"gru\"", "\"cell\" : 5")));
        assertEquals(
                "test: manifest.json: schedule_from is of another kind, expected a number",
                fault(manifest("\"iterations\" : 1234,", "\"iterations\" : 1234, \"schedule_from\" : [],")));
        assertEquals(
                "test: manifest.json: config is 1, expected an object",
                fault(manifest("\"config\" :", "\"config\" : 1, \"was\" :")));
    }

    @Test
    void aManifestThatContradictsTheGraphIsRefused() throws IOException {
        assertEquals(
                "test: gru.weight_hh_l0 has shape [21, 7], the configuration says [27, 9]. Was it trained with -p hidden_dim=7?",
                fault(manifest("\"hidden_dim\" : 7", "\"hidden_dim\" : 9")));
        assertEquals(
                "test: manifest.json: codec profile \"jazz\" is unknown, expected one of reference, expressive",
                fault(manifest("\"expressive\"", "\"jazz\"")));
        assertEquals(
                "test: manifest.json: event_dim is missing, expected an integer",
                fault(manifest("\"event_dim\"", "\"events\"")));
        assertEquals(
                "test: manifest.json: iterations is -5, expected 0 or more",
                fault(manifest("\"iterations\" : 1234", "\"iterations\" : -5")));
        assertTrue(fault(manifest("\"config\"", "config")).startsWith("test: manifest.json is no JSON: "));
        assertEquals(
                "test: manifest.json has 2000000 bytes, expected at most 1048576".replace("manifest", "entry manifest"),
                fault(changed("manifest.json", bytes -> new byte[2_000_000])));
    }

    @Test
    void notANumberInTheGraphIsNamed() {
        session.stepGraph().getVariable("output_fc.bias").getArr().putScalar(3, Float.NaN);
        String message = assertThrows(
                        SessionFormatException.class,
                        () -> GraphReader.read(
                                ByteBuffer.wrap(GraphWriter.write(session.stepGraph())),
                                session.config(),
                                "test",
                                "graph.fb"))
                .getMessage();
        assertEquals(
                "test: output_fc.bias holds NaN at element 3 of 11: its training diverged. Use a session saved before that",
                message);
    }

    /** SameDiff makes objects by the class names that a training configuration holds. */
    @Test
    void aGraphWithATrainingConfigurationIsRefused() {
        SameDiff graph = StepGraph.build(session.config(), session.parameters());
        graph.setTrainingConfig(TrainingConfig.builder()
                .updater(new Adam())
                .dataSetFeatureMapping("init")
                .markLabelsUnused()
                .build());
        assertGraphFault("graph.fb: holds a training configuration, expected a step graph: refused", graph);
    }

    @Test
    void aGraphOfAnotherKindIsRefused() {
        SameDiff other = SameDiff.create();
        other.math().tanh("y", other.placeHolder("x", DataType.FLOAT, 1));
        assertGraphFault("graph.fb: has no variable output_fc, expected a step graph of 2 layers", other);
        SameDiff unknown = SameDiff.create();
        unknown.math().erf("y", unknown.placeHolder("x", DataType.FLOAT, 1));
        assertGraphFault(
                "graph.fb: op erf is a \"erf\", which no step graph of this program has. Is it of a newer Amadeus?",
                unknown);
    }

    private void assertGraphFault(String expected, SameDiff graph) {
        byte[] bytes = GraphWriter.write(graph);
        Exception e = assertThrows(
                SessionFormatException.class,
                () -> GraphReader.read(ByteBuffer.wrap(bytes), session.config(), "test", "graph.fb"));
        assertEquals("test: " + expected, e.getMessage());
    }

    private byte[] manifest(String from, String to) throws IOException {
        return changed("manifest.json", bytes -> new String(bytes, StandardCharsets.UTF_8)
                .replace(from, to)
                .getBytes(StandardCharsets.UTF_8));
    }

    private byte[] changed(String part, UnaryOperator<byte[]> change) throws IOException {
        ZipArchive zip = new ZipArchive(ByteBuffer.wrap(whole), "test");
        Map<String, byte[]> parts = new LinkedHashMap<>();
        for (String name : zip.names()) {
            ByteBuffer content = zip.read(name, Integer.MAX_VALUE);
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            parts.put(name, bytes);
        }
        parts.compute(part, (name, bytes) -> change.apply(bytes));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipWriter writer = new ZipWriter(out)) {
            for (Map.Entry<String, byte[]> entry : parts.entrySet()) {
                writer.add(entry.getKey(), entry.getValue());
            }
        }
        return out.toByteArray();
    }

    private static void readOrRefuse(Runnable read, SeededRandom random) {
        try {
            read.run();
        } catch (SessionFormatException refused) {
            assertTrue(refused.getMessage().startsWith("test"), refused.getMessage());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            fail(random.toString(), e);
        }
    }

    private static String fault(byte[] bytes) {
        return assertThrows(SessionFormatException.class, () -> load(bytes)).getMessage();
    }

    private static Session load(byte[] bytes) {
        try {
            return SessionFiles.load(new ByteArrayInputStream(bytes), "test");
        } catch (IOException e) {
            throw new IllegalStateException("memory can't be read", e);
        }
    }
}
