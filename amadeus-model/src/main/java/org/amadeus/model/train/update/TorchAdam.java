package org.amadeus.model.train.update;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;

/**
 * Adam (Kingma and Ba, 2015) as PyTorch writes it, with bias correction and epsilon outside the root; g the gradient, t
 * the updates made, this one included:
 *
 * <pre>
 *   m = 0.9 m + 0.1 g     v = 0.999 v + 0.001 g^2
 *   p = p - rate / (1 - 0.9^t) * m / (sqrt(v) / sqrt(1 - 0.999^t) + 1e-8)
 * </pre>
 *
 * With decoupled weight decay (AdamW, Loshchilov and Hutter, 2019), p is multiplied by 1 - rate * decay first, every parameter
 * alike, biases too, as PyTorch's AdamW does where it is given all parameters in one group.
 *
 * <p>(ND4J's Adam adds epsilon before the correction of v: its updates differ.)
 */
final class TorchAdam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;
    /** The gradient of all parameters together is scaled down to this L2 norm. */
    private static final double LARGEST_NORM = 1.0;

    /** PyTorch's clip_grad_norm_ adds it to the norm it divides by. */
    private static final double NORM_EPSILON = 1e-6;

    private final Map<String, float[]> firstMoments = new LinkedHashMap<>();
    private final Map<String, float[]> secondMoments = new LinkedHashMap<>();
    private final double weightDecay;
    private long step;

    /** With no memory yet. */
    TorchAdam(ModelConfig config, double weightDecay) {
        this.weightDecay = weightDecay;
        Parameters.shapes(config).forEach((name, shape) -> {
            int count = Parameters.count(shape);
            firstMoments.put(name, new float[count]);
            secondMoments.put(name, new float[count]);
        });
    }

    /** Goes on from a state, which is copied, in place of its own. */
    void goOnFrom(AdamState state) {
        step = state.step();
        firstMoments.replaceAll((name, zeros) -> copy(state.firstMoments(), name, zeros.length));
        secondMoments.replaceAll((name, zeros) -> copy(state.secondMoments(), name, zeros.length));
    }

    private static float[] copy(Map<String, float[]> moments, String name, int count) {
        float[] array = moments.get(name);
        if (array == null || array.length != count) {
            throw new IllegalArgumentException("the optimizer's memory of " + name + " has "
                    + (array == null ? 0 : array.length) + " values, expected " + count);
        }
        return array.clone();
    }

    /** A copy of the memory. */
    AdamState state() {
        Map<String, float[]> first = new LinkedHashMap<>(firstMoments);
        Map<String, float[]> second = new LinkedHashMap<>(secondMoments);
        first.replaceAll((name, array) -> array.clone());
        second.replaceAll((name, array) -> array.clone());
        return new AdamState(step, first, second);
    }

    /** Updates made. */
    long step() {
        return step;
    }

    /** The L2 norm of gradients, all together. */
    static double norm(Collection<float[]> gradients) {
        double squares = 0;
        for (float[] gradient : gradients) {
            double sum = 0;
            for (float g : gradient) {
                sum += (double) g * g;
            }
            squares += sum;
        }
        return Math.sqrt(squares);
    }

    /**
     * Updates all parameters along their gradients, which together are scaled down to a norm of 1 where it is larger.
     *
     * @param gradients by name; become what they are scaled to
     * @param norm      theirs
     * @param values    gives a parameter, to be written to
     * @param updated   is handed it afterwards
     * @return whether all of them, and of what is remembered of them, are still numbers
     */
    boolean step(
            Map<String, float[]> gradients,
            double norm,
            double rate,
            Function<String, float[]> values,
            BiConsumer<String, float[]> updated) {
        step++;
        float scale = (float) Math.min(1, LARGEST_NORM / (norm + NORM_EPSILON));
        boolean finite = true;
        for (Map.Entry<String, float[]> each : gradients.entrySet()) {
            float[] gradient = each.getValue();
            for (int i = 0; scale < 1 && i < gradient.length; i++) {
                gradient[i] *= scale;
            }
            float[] parameter = values.apply(each.getKey());
            finite &= update(each.getKey(), parameter, gradient, rate);
            updated.accept(each.getKey(), parameter);
        }
        return finite;
    }

    private boolean update(String name, float[] parameter, float[] gradient, double rate) {
        float[] m = firstMoments.get(name);
        float[] v = secondMoments.get(name);
        float keep1 = (float) BETA1;
        float keep2 = (float) BETA2;
        float add1 = (float) (1 - BETA1);
        float add2 = (float) (1 - BETA2);
        for (int i = 0; i < m.length; i++) {
            float g = gradient[i];
            m[i] = keep1 * m[i] + add1 * g;
            v[i] = keep2 * v[i] + add2 * g * g;
        }
        float kept = kept(rate);
        if (kept != 1) {
            for (int i = 0; i < m.length; i++) {
                parameter[i] *= kept;
            }
        }
        float size = size(rate);
        float correction = correction();
        for (int i = 0; i < m.length; i++) {
            parameter[i] -= size * (m[i] / ((float) Math.sqrt(v[i]) / correction + EPSILON));
        }
        return isFinite(name, parameter);
    }

    /** Whether all of a parameter, and of what is remembered of it, are numbers. */
    boolean isFinite(String name, float[] parameter) {
        return finite(parameter) && finite(firstMoments.get(name)) && finite(secondMoments.get(name));
    }

    /** What the latest {@link #step} of a parameter, which it made {@code updated}, subtracted from it. */
    float[] latest(String name, float[] updated, double rate) {
        float[] m = firstMoments.get(name);
        float[] v = secondMoments.get(name);
        float size = size(rate);
        float correction = correction();
        float kept = kept(rate);
        float[] update = new float[m.length];
        for (int i = 0; i < m.length; i++) {
            float step = size * (m[i] / ((float) Math.sqrt(v[i]) / correction + EPSILON));
            update[i] = kept == 1 ? step : (updated[i] + step) / kept - updated[i];
        }
        return update;
    }

    /** 0 times a number is 0, times anything else NaN, which no sum loses. Four sums, for none to wait for another. */
    private static boolean finite(float[] values) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 4 <= values.length; i += 4) {
            a += 0 * values[i];
            b += 0 * values[i + 1];
            c += 0 * values[i + 2];
            d += 0 * values[i + 3];
        }
        for (; i < values.length; i++) {
            a += 0 * values[i];
        }
        return a + b + c + d == 0;
    }

    private float kept(double rate) {
        return (float) (1 - rate * weightDecay);
    }

    private float size(double rate) {
        return (float) (rate / (1 - Math.pow(BETA1, step)));
    }

    private float correction() {
        return (float) Math.sqrt(1 - Math.pow(BETA2, step));
    }
}
