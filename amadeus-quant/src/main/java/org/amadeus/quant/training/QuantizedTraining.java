package org.amadeus.quant.training;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.Progress;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.model.session.WeightFormat;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.quantize.Quantizer;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.FloatSession;
import org.amadeus.quant.rewrite.QuantizedSession;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.statistics.Calibrator;
import org.amadeus.quant.statistics.ModelFingerprint;

/**
 * The files of a quantization-aware training. OUT.amadeus is the quantized session, rounded at first, of trained weights at the
 * end; its scales and multipliers never change. OUT.training.amadeus beside it holds the floats that learn, and goes on as any
 * session does. The float model that both were made of is their teacher, and stays as it is.
 *
 * @param teacher the float model
 * @param rules   what the quantized session was made by
 * @param output  its file, OUT.amadeus
 * @param fake    what weights become in the forward pass
 */
public record QuantizedTraining(Session teacher, Rules rules, Path output, FakeQuantization fake) {
    /** Where the learning session's provenance names the teacher. */
    private static final String TEACHER = "distilled from";

    private static final String ENDING = ".amadeus";

    /**
     * Opens the files, or makes them where they are not there.
     *
     * @param teacher    the float model
     * @param output     OUT.amadeus
     * @param calibrator of the teacher
     * @param seed       what a new training is drawn from
     * @throws QuantizationException where the teacher is quantized, or files that are there are of another training
     */
    public static QuantizedTraining open(
            Session teacher, Rules rules, Path output, Calibrator calibrator, long seed, Progress progress) {
        rules.requireUsed(teacher.stepGraph());
        if (rules.needsStatistics()) {
            throw new QuantizationException(
                    rules.name()
                            + ": has layers of int8-static, whose ranges training would leave. Expected treatments as int4-weight");
        }
        Path learning = learning(output);
        if (!Files.exists(learning, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.exists(output, LinkOption.NOFOLLOW_LINKS)) {
                throw new QuantizationException(output + ": is there, but not " + learning
                        + ", the training that made it. Name another -o, or delete it");
            }
            Session rounded = new Quantizer(teacher, Optional.of(calibrator), 1)
                    .byRules(rules, Optional.empty(), progress)
                    .session();
            FakeQuantization fake = FakeQuantization.of(rounded);
            SessionFiles.save(rounded, output, WeightFormat.FLOAT32);
            SessionFiles.save(begun(teacher, rounded, fake, seed), learning, WeightFormat.FLOAT32);
        }
        Session found = SessionFiles.load(output);
        String fingerprint = fingerprint(teacher);
        if (!fingerprint.equals(SessionFiles.load(learning).provenance().get(TEACHER))) {
            throw new QuantizationException(learning
                    + ": is no training from this float model. Give the -s that it was begun with, or name another -o");
        }
        String asked = description(QuantizedSession.of(teacher, rules, Calibration.NONE));
        if (!description(found).equals(asked)) {
            throw new QuantizationException(
                    output + ": is " + description(found) + ", --quantize asks for " + asked + ". Name another -o");
        }
        return new QuantizedTraining(teacher, rules, output, FakeQuantization.of(found));
    }

    /** Where the floats are that learn. */
    public Path learning() {
        return learning(output);
    }

    private static Path learning(Path output) {
        String name = output.getFileName().toString();
        if (!name.endsWith(ENDING)) {
            throw new QuantizationException(output + ": a quantized session is to be named *" + ENDING);
        }
        return output.resolveSibling(name.substring(0, name.length() - ENDING.length()) + ".training" + ENDING);
    }

    private static Session begun(Session teacher, Session rounded, FakeQuantization fake, long seed) {
        Map<String, float[]> values = fake.begun(teacher.parameters().asMap());
        // Biases make up for what rounding did.
        FloatSession.of(rounded).parameters().asMap().forEach((name, value) -> {
            if (!fake.steps().containsKey(name)) {
                values.put(name, value);
            }
        });
        Map<String, String> provenance = new LinkedHashMap<>(teacher.provenance());
        provenance.put(TEACHER, fingerprint(teacher));
        return new Session(
                teacher.config(),
                StepGraph.build(teacher.config(), new Parameters(teacher.config(), values)),
                Optional.empty(),
                TrainingProgress.NONE.withSeed(seed),
                provenance);
    }

    private static String fingerprint(Session teacher) {
        return "model " + ModelFingerprint.of(teacher.config(), teacher.stepGraph());
    }

    private static String description(Session quantized) {
        return quantized.provenance().getOrDefault(QuantizedSession.PROVENANCE, "not quantized");
    }

    /** Writes the quantized session of floats that have learned. */
    public void save(Session learned) {
        Calibration found =
                Calibration.of(Map.of(), fake.coded(learned.parameters().asMap()));
        SessionFiles.save(QuantizedSession.of(learned, rules, found), output, WeightFormat.FLOAT32);
    }
}
