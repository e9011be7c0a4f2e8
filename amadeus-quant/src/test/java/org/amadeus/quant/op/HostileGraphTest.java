package org.amadeus.quant.op;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.graph.GraphReader;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.quant.rewrite.GraphRewriter;
import org.amadeus.quant.rewrite.PrecisionReader;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.LayerStatistics;
import org.amadeus.quant.statistics.Statistics;
import org.amadeus.quant.statistics.TensorStatistics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * Quantized graphs with changes of one to four numbers in what is not weights: each is played, written out as floats and
 * held against the float one, or refused by a sentence, from the reader to the kernels.
 */
class HostileGraphTest {
    private static final ModelConfig CONFIG = new ModelConfig(2, 6, 2, 3, 2, 0.3, CodecProfile.REFERENCE);
    private static final int TRIALS = Integer.getInteger("amadeus.test.trials", 400);
    private static final long[] TELLING = {
        0,
        1,
        2,
        3,
        4,
        6,
        7,
        9,
        99,
        102,
        255,
        -1,
        -128,
        1 << 16,
        1 << 30,
        Integer.MAX_VALUE,
        Long.MAX_VALUE,
        0x7fc00000L,
        0x7f800000L,
        0x3ff0000000000000L,
        0x7ff8000000000000L
    };

    private final long seed = Long.getLong("amadeus.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @ParameterizedTest
    @ValueSource(strings = {"weight-only", "dynamic", "int4", "int3", "int2", "distiller"})
    void aChangedGraphIsPlayedOrRefused(String scheme) {
        byte[] graph = quantized(scheme, 1);
        byte[] other = quantized(scheme, 2);
        int[] structure = IntStream.range(0, Math.min(graph.length, other.length) - Long.BYTES)
                .filter(i -> graph[i] == other[i])
                .toArray();
        int played = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            played += playOrRefuse(changed(graph, structure)) ? 1 : 0;
        }
        assertTrue(played > TRIALS / 100, "only " + played + " were played, seed " + seed);
    }

    private byte[] changed(byte[] graph, int[] structure) {
        ByteBuffer bytes = ByteBuffer.wrap(graph.clone()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int width = 1 << random.nextInt(4);
            int at = structure[random.nextInt(structure.length)] & -width;
            long value = random.nextBoolean()
                    ? TELLING[random.nextInt(TELLING.length)]
                    : bytes.getLong(structure[random.nextInt(structure.length)] & -width);
            switch (width) {
                case 1 -> bytes.put(at, (byte) value);
                case 2 -> bytes.putShort(at, (short) value);
                case 4 -> bytes.putInt(at, (int) value);
                default -> bytes.putLong(at, value);
            }
        }
        return bytes.array();
    }

    private boolean playOrRefuse(byte[] bytes) {
        try {
            SameDiff graph = GraphReader.read(ByteBuffer.wrap(bytes), CONFIG, "evil", "graph.fb");
            for (int batch : new int[] {1, 3}) {
                play(graph, batch);
            }
            FloatSession.of(new Session(CONFIG, graph, Optional.empty(), TrainingProgress.NONE, Map.of()));
            PrecisionReader.read(CONFIG, plain(1), graph);
            return true;
        } catch (AmadeusException refused) {
            boolean ofParsing = refused.getMessage().startsWith("evil: graph.fb is damaged (");
            assertFalse(
                    !ofParsing && refused.getMessage().matches("(?s).*(Exception|Error|Index|\n).*"),
                    refused.getMessage() + ", seed " + seed);
            return false;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            return fail("repeat with -Damadeus.test.seed=" + seed, e);
        }
    }

    private static void play(SameDiff graph, int batch) {
        try (StepPlan plan = StepPlan.compile(CONFIG, graph, batch, 1)) {
            for (int slot = 0; slot < batch; slot++) {
                plan.start(slot, new float[CONFIG.initDim()]);
            }
            int[] events = new int[batch];
            for (int event = 0; event < CONFIG.eventDim(); event++) {
                Arrays.fill(events, event);
                plan.step(events, new float[batch * CONFIG.conditionDim()], new float[batch * CONFIG.eventDim()]);
            }
        }
    }

    private static SameDiff plain(long seed) {
        return StepGraph.build(CONFIG, Parameters.initial(CONFIG, seed));
    }

    private static byte[] quantized(String scheme, long seed) {
        SameDiff plain = plain(seed);
        Rules rules = Schemes.of(scheme);
        Calibration known = rules.needsStatistics() ? Calibration.of(statistics(plain)) : Calibration.NONE;
        return GraphWriter.write(GraphRewriter.rewrite(CONFIG, plain, rules, known));
    }

    /** Ranges from -1 to 1 of every layer. */
    private static Statistics statistics(SameDiff plain) {
        Map<String, LayerStatistics> layers = new LinkedHashMap<>();
        plain.getOps().values().forEach(op -> {
            String[] inputs = op.getOp().argNames();
            boolean linear = inputs.length == 3 && plain.getVariable(inputs[1]).getArr() != null;
            long[] shape = linear ? plain.getVariable(inputs[1]).getShape() : new long[] {CONFIG.eventDim(), 1};
            layers.put(op.getOutputsOfOp().get(0), new LayerStatistics(List.of(range(shape[1])), range(shape[0])));
        });
        return new Statistics("made up", layers, Optional.empty());
    }

    private static TensorStatistics range(long width) {
        return new TensorStatistics(-1, 1, -1, 1, 0, 0.5, "(1, " + width + ")");
    }
}
