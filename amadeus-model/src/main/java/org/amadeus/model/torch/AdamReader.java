package org.amadeus.model.torch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.Parameters;

/**
 * Adam's {@code state_dict}: {@code state} keyed by a parameter's number, or by its address in old files, and {@code
 * param_groups}, whose lists give those keys in the parameters' order.
 */
final class AdamReader {
    private static final double MOST_STEPS = 1L << 53;

    private final TorchFile torch;
    private final Map<?, ?> state;
    private final List<Map<?, ?>> groups;

    AdamReader(TorchFile torch, Map<?, ?> dict) {
        this.torch = torch;
        this.state = dict.get("state") instanceof Map<?, ?> map ? map : Map.of();
        List<?> groups = dict.get("param_groups") instanceof List<?> list ? list : List.of();
        this.groups = groups.stream()
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(Map.class::cast)
                .toList();
    }

    /** Adam's step size, of the first group; empty where none was saved, or it is another optimizer's. */
    OptionalDouble learningRate() {
        return groups.isEmpty() || isForeign()
                ? OptionalDouble.empty()
                : TorchSessionReader.number(groups.get(0).get("lr"));
    }

    /** Whether there is a memory, but another optimizer's than Adam's, such as the momentum of SGD. */
    boolean isForeign() {
        return !state.isEmpty() && !isAdam();
    }

    private boolean isAdam() {
        return state.values().stream()
                .anyMatch(entry -> entry instanceof Map<?, ?> moments
                        && moments.containsKey("exp_avg")
                        && moments.containsKey("exp_avg_sq"));
    }

    /**
     * Adam's memory, or empty where none was saved. PyTorch counts steps per parameter, here there is one count, the
     * largest; a parameter that was never updated has moments of zero.
     *
     * @param names  the parameters in the model's order
     * @param shapes theirs
     * @throws IllegalArgumentException saying what is wrong with it
     */
    Optional<AdamState> state(List<String> names, Map<String, List<Integer>> shapes) {
        if (!isAdam()) {
            return Optional.empty();
        }
        List<Object> keys = new ArrayList<>();
        groups.forEach(group -> {
            if (group.get("params") instanceof List<?> params) {
                keys.addAll(params);
            }
        });
        if (keys.size() != names.size()) {
            throw new IllegalArgumentException(
                    "numbers " + keys.size() + " parameters, the model has " + names.size());
        }
        long step = 0;
        Map<String, float[]> first = new HashMap<>();
        Map<String, float[]> second = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            String name = names.get(i);
            Map<?, ?> moments = state.get(keys.get(i)) instanceof Map<?, ?> map ? map : Map.of();
            first.put(name, moment(name, shapes.get(name), moments.get("exp_avg")));
            second.put(name, moment(name, shapes.get(name), moments.get("exp_avg_sq")));
            step = Math.max(step, step(moments.get("step")));
        }
        AdamState adam = new AdamState(step, first, second);
        adam.requireSound();
        return Optional.of(adam);
    }

    private float[] moment(String name, List<Integer> shape, Object value) {
        if (value == null) {
            return new float[Parameters.count(shape)];
        }
        if (value instanceof TorchTensor tensor
                && tensor.shape().equals(shape.stream().map(Integer::longValue).toList())) {
            return torch.read(tensor);
        }
        throw new IllegalArgumentException("the moments of " + name + " are no tensors of shape " + shape);
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
            throw new IllegalArgumentException("a step is " + (step < 0 ? "no count" : step) + ", expected 0 or more");
        }
        return (long) step;
    }
}
