package org.amadeus.quant.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.train.Trainer;
import org.amadeus.model.train.TrainingLimits;
import org.amadeus.model.train.TrainingSettings;
import org.amadeus.model.train.checkpoint.Checkpoints;
import org.amadeus.model.train.checkpoint.HeldOutWindows;
import org.amadeus.model.train.listener.TrainerListener;
import org.amadeus.model.train.update.Distillation;
import org.amadeus.quant.Golden;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.TestMusic;
import org.amadeus.quant.fidelity.Comparer;
import org.amadeus.quant.fidelity.HeldOut;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.statistics.Calibrator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small model learns in few bits: nearer to the float one than rounding comes, and the same however often it is stopped. */
class QuantizedTrainingTest {
    private static final Calibrator.Settings LITTLE = new Calibrator.Settings(Optional.of(2), Optional.of(4), 0);
    private static final TrainingSettings SETTINGS =
            TrainingSettings.DEFAULTS.withBatch(4).withWindow(40).withLearningRate(0.0003);

    private final Session plain = SessionFiles.load(Golden.resource("small_trained.amadeus"));

    @TempDir
    private Path folder;

    private PerformanceDataset music;

    @BeforeEach
    void play() {
        music = TestMusic.of(plain, folder);
    }

    private QuantizedTraining open(String scheme, String name) {
        return open(Schemes.of(scheme), name);
    }

    private QuantizedTraining open(Rules rules, String name) {
        return QuantizedTraining.open(
                plain, rules, folder.resolve(name), new Calibrator(plain, music, LITTLE), 5, Progress.NONE);
    }

    /** Goes on until there are so many iterations in all. */
    private void train(QuantizedTraining training, long iterations) throws InterruptedException {
        Session start = SessionFiles.load(training.learning());
        TrainingLimits limits = new TrainingLimits(
                OptionalLong.of(iterations), Optional.empty(), OptionalInt.empty(), Duration.ofDays(1), 1000);
        try (Distillation distillation = new Distillation(training.teacher().parameters(), 1);
                Trainer trainer = Trainer.of(
                                start, SETTINGS.windows(music, start.config()), new Checkpoints(training.learning()))
                        .settings(SETTINGS)
                        .limits(limits)
                        .gradients(training.fake().straightThrough(distillation))
                        .build()) {
            trainer.run(TrainerListener.NONE);
            training.save(trainer.session());
        }
    }

    private double divergence(Path file) {
        return new Comparer(plain, new HeldOut(music, 50, 32), 1)
                .compare(SessionFiles.load(file), true, Progress.NONE)
                .all()
                .divergence();
    }

    @Test
    void trainedItIsNearerToTheFloatModelThanRounded() throws Exception {
        QuantizedTraining training = open(Schemes.INT2, "two.amadeus");
        double rounded = divergence(training.output());
        train(training, 40);
        double trained = divergence(training.output());
        assertTrue(trained < 0.7 * rounded, rounded + " -> " + trained);
    }

    @Test
    void theSessionPredictsWhatTheForwardPassDid() throws Exception {
        QuantizedTraining training = open(Schemes.INT3, "three.amadeus");
        train(training, 3);
        Map<String, float[]> learned =
                SessionFiles.load(training.learning()).parameters().asMap();
        Map<String, float[]> predicting = training.fake().of(learned);
        Session session = SessionFiles.load(training.output());
        FloatSession.of(session)
                .parameters()
                .asMap()
                .forEach((name, values) -> assertArrayEquals(predicting.get(name), values, 0f, name));
        assertEquals("int3", session.precision());
        assertEquals(3, session.progress().iterations());
    }

    @Test
    void itBeginsAsWhatRoundingMade() {
        QuantizedTraining training = open(Schemes.INT2, "two.amadeus");
        Map<String, float[]> rounded = FloatSession.of(SessionFiles.load(training.output()))
                .parameters()
                .asMap();
        Map<String, float[]> begun =
                SessionFiles.load(training.learning()).parameters().asMap();
        Map<String, float[]> original = plain.parameters().asMap();
        training.fake().of(begun).forEach((name, values) -> assertArrayEquals(rounded.get(name), values, 0f, name));
        training.fake().steps().keySet().forEach(name -> {
            double nearer = 0;
            for (int i = 0; i < begun.get(name).length; i++) {
                float weight = original.get(name)[i];
                nearer += Math.abs(rounded.get(name)[i] - weight) - Math.abs(begun.get(name)[i] - weight);
            }
            assertTrue(nearer > 0, name + " is nearer to the float model than to what it is rounded to");
        });
    }

    @Test
    void gradientsGoStraightThrough() {
        QuantizedTraining training = open(Schemes.INT4, "four.amadeus");
        Map<String, float[]> learned = plain.parameters().asMap();
        Map<String, float[]> gradients = new LinkedHashMap<>();
        learned.forEach((name, values) -> gradients.put(name, new float[values.length]));
        // The gradient of half a sum of squares is the parameter, as the forward pass had it.
        double loss = training.fake()
                .straightThrough((parameters, batch, draws, teacherForcing, output) -> {
                    output.forEach(
                            (name, values) -> System.arraycopy(parameters.get(name), 0, values, 0, values.length));
                    return 3;
                })
                .gradients(learned, null, null, 1, gradients);
        assertEquals(3, loss);
        Map<String, float[]> rounded = training.fake().of(learned);
        gradients.forEach((name, values) -> assertArrayEquals(rounded.get(name), values, 0f, name));
    }

    @Test
    void stoppedAndGoneOnWithItIsTheSameBitForBit() throws Exception {
        QuantizedTraining once = open(Schemes.INT2, "once.amadeus");
        train(once, 4);
        train(open(Schemes.INT2, "twice.amadeus"), 2);
        QuantizedTraining twice = open(Schemes.INT2, "twice.amadeus");
        train(twice, 4);
        Map<String, float[]> expected =
                SessionFiles.load(once.learning()).parameters().asMap();
        SessionFiles.load(twice.learning())
                .parameters()
                .asMap()
                .forEach((name, values) -> assertArrayEquals(expected.get(name), values, 0f, name));
        assertArrayEquals(decoded(once), decoded(twice), 0f, "the quantized sessions are the same too");
    }

    private static float[] decoded(QuantizedTraining training) {
        return FloatSession.of(SessionFiles.load(training.output()))
                .parameters()
                .get("output_fc.weight");
    }

    @Test
    void validationJudgesWhatIsRounded() {
        QuantizedTraining training = open(Schemes.INT2, "two.amadeus");
        HeldOutWindows judge = new HeldOutWindows(music, 40, 1);
        Session learning = SessionFiles.load(training.learning());
        assertEquals(
                judge.nll(FloatSession.of(SessionFiles.load(training.output())).parameters()),
                training.fake().validation(judge).nll(learning.parameters()),
                1e-9);
        assertEquals(judge.fingerprint(), training.fake().validation(judge).fingerprint());
    }

    @Test
    void filesOfAnotherTrainingAreRefusedAndKept() throws Exception {
        QuantizedTraining training = open(Schemes.INT4, "four.amadeus");
        byte[] before = Files.readAllBytes(training.output());
        assertRefused("Name another -o", () -> open(Schemes.INT3, "four.amadeus"));
        assertRefused(
                "no training from this float model",
                () -> QuantizedTraining.open(
                        FloatSession.of(SessionFiles.load(training.output())),
                        Schemes.of(Schemes.INT4),
                        training.output(),
                        new Calibrator(plain, music, LITTLE),
                        5,
                        Progress.NONE));
        assertRefused("int8-static", () -> open(Schemes.DISTILLER, "eight.amadeus"));
        assertRefused("*.amadeus", () -> open(Schemes.INT4, "four.sess"));
        Files.delete(training.learning());
        assertRefused("the training that made it", () -> open(Schemes.INT4, "four.amadeus"));
        assertArrayEquals(before, Files.readAllBytes(training.output()));
    }

    private static void assertRefused(String reason, Runnable opening) {
        String message = assertThrows(QuantizationException.class, opening::run).getMessage();
        assertTrue(message.contains(reason), message);
    }
}
