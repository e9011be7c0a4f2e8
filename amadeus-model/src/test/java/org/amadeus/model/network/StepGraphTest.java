package org.amadeus.model.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.graph.GraphWriter;
import org.amadeus.model.run.GraphRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StepGraphTest {
    private final ModelConfig config = new ModelConfig(5, 13, 3, 8, 2, 0.3, CodecProfile.REFERENCE);
    private final Parameters parameters = Parameters.initial(config, 7);

    @Test
    void givesItsParametersBack() {
        Parameters back = StepGraph.parameters(config, StepGraph.build(config, parameters));
        for (Map.Entry<String, float[]> entry : parameters.asMap().entrySet()) {
            assertArrayEquals(entry.getValue(), back.get(entry.getKey()), entry.getKey());
        }
    }

    @Test
    void theSameModelIsTheSameBytesWheneverItIsBuilt() {
        assertArrayEquals(
                GraphWriter.write(StepGraph.build(config, parameters)),
                GraphWriter.write(StepGraph.build(config, parameters)));
    }

    @Test
    void aGraphWithoutFloatWeightsHasNoParameters() {
        SameDiff graph = SameDiff.create();
        assertTrue(assertThrows(IllegalArgumentException.class, () -> StepGraph.parameters(config, graph))
                .getMessage()
                .contains("inithid_fc.weight is missing"));
    }

    @Test
    void layersAreNamedAsTheQuantizerNamesThem() {
        SameDiff graph = StepGraph.build(config, parameters);
        for (String name : new String[] {
            "inithid_fc",
            "inithid_fc_activation",
            "event_embedding",
            "concat_input",
            "concat_input_fc",
            "concat_input_fc_activation",
            "gru.cells.0.fc_gate_x",
            "gru.cells.0.fc_gate_h",
            "gru.cells.0.gates",
            "gru.cells.1.gates",
            "hidden_all",
            "output_fc"
        }) {
            assertEquals(1, graph.getVariableOutputOp(name).outputVariablesNames().length, name);
        }
    }

    @Test
    void aSavedGraphRunsAsBefore(@TempDir Path folder) {
        SameDiff graph = StepGraph.build(config, parameters);
        graph.save(folder.resolve("step.fb").toFile(), false);
        SameDiff loaded = SameDiff.load(folder.resolve("step.fb").toFile(), false);
        assertArrayEquals(logits(new GraphRunner(graph)), logits(new GraphRunner(loaded)));
    }

    @Test
    void samediffItselfRunsIt() {
        SameDiff graph = StepGraph.build(config, parameters);
        INDArray logits = graph.output(placeholders(), PerformanceRnn.LOGITS).get(PerformanceRnn.LOGITS);
        assertArrayEquals(logits(new GraphRunner(graph)), logits.ravel().toFloatVector());
    }

    private float[] logits(GraphRunner runner) {
        return runner.run(placeholders(), StepGraph.outputs(config))
                .get(PerformanceRnn.LOGITS)
                .ravel()
                .toFloatVector();
    }

    private Map<String, INDArray> placeholders() {
        return Map.of(
                "event", Nd4j.createFromArray(3, 12),
                "condition", Nd4j.createFromArray(new float[][] {{1, 0, 0, 0}, {0, 0.5f, 0.25f, 0.25f}}),
                "hidden_l0", Nd4j.createFromArray(new float[16]).reshape(2, 8).addi(0.1),
                "hidden_l1", Nd4j.createFromArray(new float[16]).reshape(2, 8).subi(0.3));
    }
}
