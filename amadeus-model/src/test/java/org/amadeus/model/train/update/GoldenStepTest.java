package org.amadeus.model.train.update;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One optimizer step of the reference implementation: loss, gradient norm, every gradient and every parameter after it.
 * golden/model/*.json: PyTorch 2.13, float32, dropout off, the third of the training batches (T 50, B 4), teacher forced.
 */
class GoldenStepTest {
    private static final Path GOLDEN = Path.of(System.getProperty("amadeus.shared", ""), "golden", "model");

    static Stream<Arguments> protocols() {
        return Stream.of("small", "default")
                .flatMap(model -> Stream.of("ctrl", "none").flatMap(control -> Stream.of(SequenceKernels.values())
                        .filter(k -> k != SequenceKernels.FASTEST)
                        .map(kernel -> Arguments.of(model, control, kernel))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("protocols")
    void oneStepIsThatOfTheReference(String model, String control, SequenceKernels kernel) throws IOException {
        assumeTrue(Files.isDirectory(GOLDEN), "the reference's results are not here: " + GOLDEN);
        JsonNode golden =
                new ObjectMapper().readTree(GOLDEN.resolve(model + ".json").toFile());
        Session session = SessionFiles.load(GOLDEN.resolve(model + "_zip.sess"));
        ModelConfig config = withoutDropout(session.config());
        Optional<AdamState> adam =
                session.optimizer().filter(state -> !state.firstMoments().isEmpty());
        Learner learner =
                new Learner(new Parameters(config, session.parameters().asMap()), adam, 0, kernel);

        JsonNode protocol = golden.at("/train_batches/2");
        WindowArrays batch = GoldenBatch.of(
                protocol.get("events"),
                control.equals("ctrl") ? protocol.get("controls_compressed") : null,
                GoldenBatch.floats(protocol.get("init")));
        JsonNode expected = golden.get("step_from_session_" + control);

        Learner.Step step = learner.learn(
                batch.toDataSet(config), 1, new IterationDraws(0, 0), 1, 1e-3, AccumulationTest.unwatched(learner));

        assertEquals(expected.get("loss").asDouble(), step.loss(), 1e-5 * step.loss());
        double norm = expected.get("grad_norm_before_clip").asDouble();
        assertEquals(norm, step.gradientNorm(), 1e-5 * norm);
        for (String name : Parameters.shapes(config).keySet()) {
            GoldenBatch.assertChecksums(
                    name + " gradient",
                    expected.at("/grad_checksums_before_clip").get(name),
                    learner.gradient(name));
            GoldenBatch.assertChecksums(
                    name, expected.at("/param_checksums_after").get(name), learner.parameter(name));
        }
    }

    static ModelConfig withoutDropout(ModelConfig c) {
        return new ModelConfig(c.initDim(), c.eventDim(), c.controlDim(), c.hiddenDim(), c.gruLayers(), 0, c.profile());
    }
}
