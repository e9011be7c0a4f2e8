package org.amadeus.model.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.file.ZipWriter;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepPlan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Sessions made to harm, from the file to the first steps: each is played, or refused in one line. */
class HostileSessionTest {
    private static final ModelConfig TINY = new ModelConfig(2, 6, 2, 3, 2, 0.3, CodecProfile.REFERENCE);
    private static final int TRIALS = Integer.getInteger("amadeus.test.trials", 400);
    private static final String BROKEN = ".*(Exception|Error|null|Index|\\bat org\\b).*";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b1_cycle_profile.sess | data.pkl holds a value that contains itself: refused",
                "b1_cycle_params.sess | data.pkl holds a value that contains itself: refused",
                "b1_cycle_provenance.sess | data.pkl holds a value that contains itself: refused",
                "b1_shared_profile.sess | data.pkl holds values that share each other",
                "b1_shared_params.sess | data.pkl holds values that share each other",
                "b1_shared_provenance.sess | data.pkl holds values that share each other",
                "b1_progress_str.sess | expected an integer",
                "b14_cycle.amadeus | is computed from itself, expected a graph without circles",
                "segv_empty_scalar.amadeus | event_embedding.weight.scale has 0 bytes of FLOAT, its shape says 1 elements",
            })
    void refusedByName(String name, String reason) {
        String message = assertThrows(SessionFormatException.class, () -> load(hostile(name)))
                .getMessage();
        assertTrue(message.startsWith("evil: ") && message.contains(reason), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Graph240-ArrayIndexOutOfBounds_GraphLowering_174_AmadeusGruGates_70.amadeus",
                "Graph240-ArrayIndexOutOfBounds_GraphLowering_194_AmadeusGruGates_62.amadeus",
                "Graph240-ArrayIndexOutOfBounds_GraphLowering_194_StandardOps_36.amadeus",
                "Graph240-ArrayIndexOutOfBounds_PackedProduct_106_ScaledProduct_38.amadeus",
                "Graph240-ArrayIndexOutOfBounds_StepPlan_96.amadeus",
                "Graph240-OutOfMemoryError_GraphLowering_105.amadeus",
                "Graph240-slow-1s.amadeus",
                "overflow_output.sess",
                "escape_provenance.sess"
            })
    void playedOrRefused(String name) throws IOException {
        byte[] bytes = hostile(name);
        assertTimeout(Duration.ofSeconds(10), () -> playOrRefuse(bytes, name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ArrayIndexOutOfBounds_BlockedGates_39_SerialRunner_9.graph",
                "ArrayIndexOutOfBounds_StepPlan_103.graph",
                "NullPointer_Arrays32_12_FloatSession_67.graph",
                "OutOfMemoryError_GraphLowering_105.graph",
                "StackOverflowError_GraphLowering_92_GraphLowering_93.graph",
                "slow-2s.graph"
            })
    void aGraphIsPlayedOrRefused(String name) throws IOException {
        byte[] bytes = NativeBytes.of(TINY, hostile(name));
        assertTimeout(Duration.ofSeconds(10), () -> playOrRefuse(bytes, name));
    }

    /** Changes of one to four numbers in what is not weights: lengths, offsets, kinds, numbers of variables, names. */
    @ParameterizedTest
    @ValueSource(strings = {"plain", "with a stranger's op"})
    void aGraphWhoseStructureIsChangedIsPlayedOrRefused(String kind) {
        SeededRandom random = new SeededRandom();
        GraphMutations mutations = kind.equals("plain")
                ? new GraphMutations(graph(1), graph(2))
                : new GraphMutations(longerGraph(1), longerGraph(2));
        int played = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            played += playOrRefuse(NativeBytes.of(TINY, mutations.next(random)), random.toString()) ? 1 : 0;
        }
        assertTrue(
                played > TRIALS / 100, "only " + played + " graphs were played: the changes are too coarse. " + random);
    }

    private static byte[] graph(long seed) {
        return GraphWriter.write(StepGraph.build(TINY, Parameters.initial(TINY, seed)));
    }

    /** With ops and parameters beside those of a step graph. */
    private static byte[] longerGraph(long seed) {
        var graph = StepGraph.build(TINY, Parameters.initial(TINY, seed));
        var wide = graph.concat(1, graph.getVariable("hidden_l0"), graph.getVariable("condition"));
        graph.math().tanh("beside", graph.nn().leakyRelu(wide, 0.5));
        return GraphWriter.write(graph);
    }

    @Test
    void adamsMemoryIsHeldToWhatAnUpdateCanUse() {
        assertOptimizer("Adam's step is -1, expected 0 or more", -1, 0.5f);
        assertOptimizer("hold -0.5 at element 1 of", 3, -0.5f);
        assertOptimizer("hold NaN at element 1 of", 3, Float.NaN);
        assertOptimizer("hold Infinity at element 1 of", 3, Float.POSITIVE_INFINITY);
    }

    private static void assertOptimizer(String expected, long step, float second) {
        byte[] moments = new byte[2 * count() * Float.BYTES];
        ByteBuffer.wrap(moments).order(ByteOrder.LITTLE_ENDIAN).putFloat((count() + 1) * Float.BYTES, second);
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", NativeFile.FORMAT);
        manifest.put("version", NativeFile.VERSION);
        manifest.put("config", Fields.of(TINY));
        manifest.put("adam_step", step);
        byte[] bytes = NativeBytes.of(manifest, Map.of(NativeFile.GRAPH, graph(1), NativeFile.OPTIMIZER, moments));
        String message =
                assertThrows(SessionFormatException.class, () -> load(bytes)).getMessage();
        assertTrue(message.contains(expected), message);
    }

    private static int count() {
        return Parameters.initial(TINY, 1).asMap().values().stream()
                .mapToInt(values -> values.length)
                .sum();
    }

    /** A quantized session where amadeus-quant is not on the class path, as it is not here. */
    @Test
    void anOpOfAModuleThatIsNotHereSaysWhichToAdd() {
        String graph = new String(graph(1), StandardCharsets.ISO_8859_1);
        byte[] bytes = NativeBytes.of(
                TINY, graph.replace("amadeus_linear", "amadeus_int8_l").getBytes(StandardCharsets.ISO_8859_1));
        String message =
                assertThrows(SessionFormatException.class, () -> load(bytes)).getMessage();
        assertTrue(message.contains("add amadeus-quant for quantized sessions"), message);
    }

    @Test
    void aPlanSaysWhichBatchAndEventsItTakes() {
        Session session = load(NativeBytes.of(TINY, graph(1)));
        for (int batch : new int[] {0, -1, 1 << 17}) {
            assertEquals(
                    "batch is " + batch + ", expected 1 .. 65536",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> StepPlan.compile(TINY, session.stepGraph(), batch, 1))
                            .getMessage());
        }
        try (StepPlan plan = StepPlan.compile(TINY, session.stepGraph(), 1, 1)) {
            for (int event : new int[] {-1, TINY.eventDim()}) {
                assertEquals(
                        "event " + event + " of slot 0, expected 0 .. 5",
                        assertThrows(
                                        IllegalArgumentException.class,
                                        () -> plan.step(
                                                new int[] {event},
                                                new float[TINY.conditionDim()],
                                                new float[TINY.eventDim()]))
                                .getMessage());
            }
        }
    }

    @Test
    void aParameterIsOneOpsAlone() {
        var graph = StepGraph.build(TINY, Parameters.initial(TINY, 1));
        graph.var("spare", Nd4j.create(DataType.FLOAT, 4));
        byte[] bytes = NativeBytes.of(TINY, GraphWriter.write(graph));
        assertEquals(
                "evil: graph.fb: spare is an input of 0 ops, expected one",
                assertThrows(SessionFormatException.class, () -> load(bytes)).getMessage());
    }

    @Test
    void aDeflatedNativeSessionIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write(new byte[1 << 20]);
        }
        assertEquals(
                "evil: entry manifest.json is deflated, expected entries that are stored as they are",
                assertThrows(SessionFormatException.class, () -> load(out.toByteArray()))
                        .getMessage());
    }

    @Test
    void whatAFileSaysIsSaidWithoutItsControlCharacters() throws IOException {
        Map<String, String> lines = SessionSummary.of(load(hostile("escape_provenance.sess")));
        lines.forEach((label, text) -> assertFalse((label + text).chars().anyMatch(c -> c < ' '), label + text));
        Session session = new Session(
                TINY,
                StepGraph.build(TINY, Parameters.initial(TINY, 1)),
                Optional.<AdamState>empty(),
                TrainingProgress.NONE,
                Map.of("a\u001b[2J", "b\u009b\n"));
        assertEquals("b\\u009b\\n", SessionSummary.of(session).get("a\\e[2J"));
    }

    /** What is allocated while a file is loaded, be it kept or not, bounds what it takes: four times the file and 64 MiB. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "b1_shared_profile.sess",
                "b1_shared_params.sess",
                "b1_cycle_params.sess",
                "overflow_output.sess",
                "segv_empty_scalar.amadeus",
                "b14_cycle.amadeus",
                "Graph240-OutOfMemoryError_GraphLowering_105.amadeus",
                "Graph240-slow-1s.amadeus"
            })
    void loadingTakesNoMoreThanIsPromised(String name) throws IOException {
        byte[] bytes = hostile(name);
        load(NativeBytes.of(TINY, graph(1))); // classes are loaded
        assertAllocates(bytes, 4L * bytes.length + (64L << 20));
    }

    @Test
    void bombsTakeNoMoreThanIsPromised() throws IOException {
        assertAllocates(bomb("manifest.json", 1 << 30), 64L << 20);
        assertAllocates(bomb("a/data.pkl", 1 << 30), 64L << 20);
        StringBuilder many = new StringBuilder("\200\2](");
        many.append("}".repeat(3_000_000)).append("e.");
        assertAllocates(torch(many.toString()), 4L * many.length() + (64L << 20));
        String list = "](" + "N".repeat(60_000) + "eq\0";
        assertAllocates(torch("\200\2" + list + "]" + "(h\0h\0ta".repeat(40_000) + "."), 4L * 400_000 + (64L << 20));
    }

    private static void assertAllocates(byte[] bytes, long most) {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        try {
            load(bytes);
        } catch (AmadeusException refused) {
            assertFalse(refused.getMessage().isEmpty());
        }
        long taken = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(taken <= most, taken + " bytes for a file of " + bytes.length);
    }

    /** A zip whose only entry says that it is larger than it is. */
    private static byte[] bomb(String name, int claimed) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(new byte[100_000]);
        }
        byte[] bytes = out.toByteArray();
        ByteBuffer little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        little.putInt(little.getInt(bytes.length - 6) + 24, claimed);
        return bytes;
    }

    private static byte[] torch(String pickle) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipWriter zip = new ZipWriter(out)) {
            zip.add("a/data.pkl", pickle.getBytes(StandardCharsets.ISO_8859_1));
        }
        return out.toByteArray();
    }

    /** Whether it was played. */
    private static boolean playOrRefuse(byte[] bytes, String hint) {
        try {
            Session session = load(bytes);
            for (int batch : new int[] {1, 3}) {
                play(session, batch);
            }
            return true;
        } catch (AmadeusException refused) {
            String message = refused.getMessage();
            // A reader of FlatBuffers that runs beyond its bytes is told from errors after it by its cause.
            boolean ofParsing = message.startsWith("evil: graph.fb is damaged (");
            assertTrue(ofParsing || !message.matches(BROKEN), hint + ": " + message);
            assertFalse(message.contains("\n"), message);
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail(hint, e);
        }
    }

    private static void play(Session session, int batch) {
        ModelConfig config = session.config();
        try (StepPlan plan = StepPlan.compile(config, session.stepGraph(), batch, 1)) {
            for (int slot = 0; slot < batch; slot++) {
                plan.start(slot, new float[config.initDim()]);
            }
            int[] events = new int[batch];
            for (int event = 0; event < config.eventDim(); event += 5) {
                Arrays.fill(events, event);
                plan.step(events, new float[batch * config.conditionDim()], new float[batch * config.eventDim()]);
            }
        }
    }

    private static Session load(byte[] bytes) {
        try {
            return SessionFiles.load(new ByteArrayInputStream(bytes), "evil");
        } catch (IOException e) {
            throw new IllegalStateException("memory can't be read", e);
        }
    }

    private static byte[] hostile(String name) throws IOException {
        try (InputStream in = HostileSessionTest.class.getResourceAsStream("/hostile/" + name + ".gz")) {
            return new GZIPInputStream(in).readAllBytes();
        }
    }
}
