package org.amadeus.quant.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.checkpoint.Validation;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.coding.Coded;
import org.amadeus.quant.op.CodedOp;

/**
 * Floats by what they become in few bits: each weight's nearest value between steps that stay what they are. Biases, and
 * what else is not coded, stay floats; so does what comes into layers, where the session would round it.
 *
 * @param steps coded weights by parameter, whose scales and multipliers stay
 */
public record FakeQuantization(Map<String, Coded> steps) {
    /** So much of its way to the middle of a value a weight goes at a time until it is rounded to that. */
    private static final float STRIDE = 0.1f;

    private static final int MOST_STRIDES = 100;

    /**
     * That of a quantized session: its steps.
     *
     * @throws QuantizationException where none of its weights are coded
     */
    public static FakeQuantization of(Session quantized) {
        Map<String, Coded> steps = new TreeMap<>();
        quantized.stepGraph().getOps().values().forEach(each -> {
            if (each.getOp() instanceof CodedOp op) {
                steps.put(op.kept().parameter(), op.coded());
            }
        });
        if (steps.isEmpty()) {
            throw new QuantizationException("the rules quantize no weights: there is nothing to train for");
        }
        return new FakeQuantization(steps);
    }

    /**
     * What the parameters become in few bits.
     *
     * @throws QuantizationException where a weight is no finite number
     */
    public Map<String, Coded> coded(Map<String, float[]> parameters) {
        Map<String, Coded> coded = new LinkedHashMap<>();
        steps.forEach((name, known) -> {
            try {
                coded.put(name, known.nearest(parameters.get(name)));
            } catch (IllegalArgumentException e) {
                throw new QuantizationException(name + ": " + e.getMessage());
            }
        });
        return coded;
    }

    /** Likewise, as floats again. */
    public Map<String, float[]> of(Map<String, float[]> parameters) {
        Map<String, float[]> decoded = new LinkedHashMap<>(parameters);
        coded(parameters).forEach((name, coded) -> decoded.put(name, coded.decode()));
        return decoded;
    }

    /**
     * The floats to begin with: each weight the float model's own, or, where that is not rounded to what the session has in its
     * place, as near to it as it can be.
     *
     * @param plain the float model's parameters
     */
    Map<String, float[]> begun(Map<String, float[]> plain) {
        Map<String, float[]> begun = new LinkedHashMap<>(plain);
        steps.forEach((name, known) -> begun.put(name, begun(known, plain.get(name))));
        return begun;
    }

    private static float[] begun(Coded known, float[] plain) {
        float[] wanted = known.decode();
        float[] begun = plain.clone();
        for (int stride = 0, off = 1; stride < MOST_STRIDES && off > 0; stride++) {
            float[] found = known.nearest(begun).decode();
            off = 0;
            for (int i = 0; i < begun.length; i++) {
                if (found[i] != wanted[i]) {
                    begun[i] += STRIDE * (wanted[i] - begun[i]);
                    off++;
                }
            }
        }
        return begun;
    }

    /** Straight through: the gradient of a weight is that of what it becomes. */
    public GradientSource straightThrough(GradientSource gradients) {
        return (parameters, batch, draws, teacherForcing, output) ->
                gradients.gradients(of(parameters), batch, draws, teacherForcing, output);
    }

    /** Validates what the parameters become. */
    public Validation validation(Validation of) {
        return new Rounded(this, of);
    }

    private record Rounded(FakeQuantization fake, Validation judge) implements Validation {
        @Override
        public double nll(Parameters parameters) {
            return judge.nll(new Parameters(parameters.config(), fake.of(parameters.asMap())));
        }

        @Override
        public String fingerprint() {
            return judge.fingerprint();
        }
    }
}
