package org.amadeus.model.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;

/**
 * Adam's {@code state_dict}: {@code state} keyed by a parameter's number, or by its address in old files, and {@code
 * param_groups}, whose lists give those keys in the parameters' order.
 */
final class AdamReader {
    private static final double MOST_STEPS = 1L << 53;

    private final TorchFile torch;
    private final String file;
    private final Map<?, ?> dict;
    private final ModelConfig config;
    private final List<String> names;

    /** @param names the parameters in the model's order */
    AdamReader(TorchFile torch, String file, Map<?, ?> dict, ModelConfig config, List<String> names) {
        this.torch = torch;
        this.file = file;
        this.dict = dict;
        this.config = config;
        this.names = names;
    }

    /** The learning rate of the first group. */
    OptionalDouble learningRate() {
        return groups().stream()
                .findFirst()
                .map(group -> TorchSessionReader.number(group.get("lr")))
                .orElse(OptionalDouble.empty());
    }

    /** Whether there is a memory, but another optimizer's than Adam's, such as the momentum of SGD. */
    boolean isForeign() {
        return dict.get("state") instanceof Map<?, ?> state && !state.isEmpty() && !isAdam(state);
    }

    private static boolean isAdam(Map<?, ?> state) {
        return state.values().stream()
                .anyMatch(entry -> entry instanceof Map<?, ?> moments
                        && moments.containsKey("exp_avg")
                        && moments.containsKey("exp_avg_sq"));
    }

    /**
     * Adam's memory, or empty where none was saved. PyTorch counts steps per parameter, here there is one count, the
     * largest; a parameter that was never updated has moments of zero.
     */
    Optional<AdamState> state() {
        if (!(dict.get("state") instanceof Map<?, ?> state) || !isAdam(state)) {
            return Optional.empty();
        }
        List<Object> keys = new ArrayList<>();
        groups().forEach(group -> {
            if (group.get("params") instanceof List<?> params) {
                keys.addAll(params);
            }
        });
        if (keys.size() != names.size()) {
            throw fault("numbers " + keys.size() + " parameters, the model has " + names.size());
        }
        long step = 0;
        Map<String, float[]> first = new HashMap<>();
        Map<String, float[]> second = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String name = names.get(i);
            Object entry = state.get(keys.get(i));
            Map<?, ?> moments = entry instanceof Map<?, ?> map ? map : Map.of();
            first.put(name, moment(name, moments.get("exp_avg")));
            second.put(name, moment(name, moments.get("exp_avg_sq")));
            step = Math.max(step, step(moments.get("step")));
        }
        AdamState adam = new AdamState(step, first, second);
        try {
            adam.requireSound();
        } catch (IllegalArgumentException e) {
            throw new SessionFormatException(file, "model_optimizer_state: " + e.getMessage(), e);
        }
        return Optional.of(adam);
    }

    private float[] moment(String name, Object value) {
        List<Integer> shape = Parameters.shapes(config).get(name);
        if (value == null) {
            return new float[Parameters.count(shape)];
        }
        if (!(value instanceof TorchTensor tensor)
                || !tensor.shape().equals(shape.stream().map(Integer::longValue).toList())) {
            throw fault("the moments of " + name + " are no tensors of shape " + shape);
        }
        return torch.read(tensor);
    }

    private long step(Object value) {
        if (value == null) {
            return 0;
        }
        double step = -1;
        if (value instanceof Number number) {
            step = number.doubleValue();
        } else if (value instanceof TorchTensor tensor && tensor.count() == 1) {
            step = torch.read(tensor)[0];
        }
        if (!(step >= 0 && step <= MOST_STEPS) || step != Math.rint(step)) {
            throw fault("a step is " + (step < 0 ? "no count" : step) + ", expected 0 or more");
        }
        return (long) step;
    }

    private List<Map<?, ?>> groups() {
        List<?> groups = dict.get("param_groups") instanceof List<?> list ? list : List.of();
        return groups.stream()
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(Map.class::cast)
                .toList();
    }

    private SessionFormatException fault(String what) {
        return new SessionFormatException(file, "model_optimizer_state: " + what);
    }
}
