package org.amadeus.model.lstm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amadeus.model.Golden;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.run.GraphStepModel;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.update.TrainingGraph;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The model beside one of torch.nn.LSTM: its session, logits, loss and gradients. */
class TorchLstmTest {
    private static final double TOLERANCE = 1e-5;

    @TempDir
    Path folder;

    private final Session session = SessionFiles.load(Golden.resource("lstm.sess"));
    private final ModelConfig config = session.config();
    private final JsonNode golden = Golden.json(Golden.resource("lstm.json"));
    private final int steps = golden.get("steps").asInt();
    private final int windows = golden.get("windows").asInt();
    private final int[] events = Golden.ints(golden.get("events"));
    private final float[] conditions = Golden.floats(golden.get("conditions"));
    private final float[] init = Golden.floats(golden.get("init"));
    private final float[] logits = Golden.floats(golden.get("logits"));

    @Test
    void itsCellIsKnownByTheNamesOfItsParameters() {
        assertEquals(new LstmCell(), config.cell());
    }

    @Test
    void stepsByBothExecutors() {
        try (StepModel plan = StepPlan.compile(config, session.stepGraph(), windows, 1);
                StepModel graph = new GraphStepModel(config, session.stepGraph(), windows)) {
            for (StepModel model : List.of(plan, graph)) {
                assertArrayEquals(
                        logits,
                        stepByStep(model),
                        (float) TOLERANCE,
                        model.getClass().getSimpleName());
            }
        }
    }

    private float[] stepByStep(StepModel model) {
        model.startMixed(init);
        float[] all = new float[logits.length];
        float[] step = new float[windows * config.eventDim()];
        int[] before = new int[windows];
        Arrays.fill(before, config.primaryEvent());
        int width = windows * config.conditionDim();
        for (int t = 0; t < steps; t++) {
            model.step(before, Arrays.copyOfRange(conditions, t * width, (t + 1) * width), step);
            System.arraycopy(step, 0, all, t * step.length, step.length);
            System.arraycopy(events, t * windows, before, 0, windows);
        }
        return all;
    }

    @ParameterizedTest
    @EnumSource(names = {"ND4J", "ONEDNN"})
    void windowLossAndGradients(SequenceKernels kernel) {
        SameDiff graph = TrainingGraph.build(config, session.parameters().arrays(), false, false, kernel);
        Map<String, INDArray> inputs = TrainingGraph.inputs(
                WindowArrays.of(windows, events, conditions, init).toDataSet(config));
        Map<String, INDArray> outputs = graph.output(inputs, PerformanceRnn.LOGITS, TrainingGraph.LOSS);
        assertArrayEquals(logits, floats(outputs.get(PerformanceRnn.LOGITS)), (float) TOLERANCE);
        assertEquals(
                golden.get("loss").asDouble(), outputs.get(TrainingGraph.LOSS).getDouble(0), TOLERANCE);

        List<String> names = new ArrayList<>(Parameters.shapes(config).keySet());
        Map<String, INDArray> gradients = graph.calculateGradients(inputs, names);
        for (String name : names) {
            float[] expected = Golden.floats(golden.get("gradients").get(name));
            assertArrayEquals(expected, floats(gradients.get(name)), (float) TOLERANCE, name);
        }
    }

    @Test
    void savedInEitherFormItIsTheSame() {
        for (String name : List.of("lstm.amadeus", "lstm.sess")) {
            SessionFiles.save(session, folder.resolve(name));
            Session again = SessionFiles.load(folder.resolve(name));
            assertEquals(config, again.config());
            session.parameters()
                    .asMap()
                    .forEach((parameter, values) ->
                            assertArrayEquals(values, again.parameters().get(parameter), name + " " + parameter));
        }
    }

    private static float[] floats(INDArray array) {
        return array.dup('c').data().asFloat();
    }
}
