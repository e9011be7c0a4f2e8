package org.amadeus.model.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.torch.TorchFile;
import org.amadeus.model.torch.TorchTensor;

/**
 * Adam's {@code state_dict}: {@code state} keyed by a parameter's number, or by its address in old files, and {@code
 * param_groups}, whose lists give those keys and, where the optimizer was given them, the parameters' names.
 */
final class AdamReader {
    private static final double MOST_STEPS = 1L << 53;

    private final TorchFile torch;
    private final Map<?, ?> state;
    private final List<Map<?, ?>> groups;
    private final List<String> names;

    /** @param names the parameters in the model's order */
    AdamReader(TorchFile torch, Map<?, ?> dict, List<String> names) {
        this.torch = torch;
        this.names = names;
        this.state = dict.get("state") instanceof Map<?, ?> map ? map : Map.of();
        List<?> groups = dict.get("param_groups") instanceof List<?> list ? list : List.of();
        this.groups = groups.stream()
                .filter(Map.class::isInstance)
                .<Map<?, ?>>map(Map.class::cast)
                .toList();
    }

    /** The learning rate of the first group, empty where none was saved or the memory is left out. */
    OptionalDouble learningRate() {
        return !groups.isEmpty() && leftOut().isEmpty() && groups.get(0).get("lr") instanceof Number rate
                ? OptionalDouble.of(rate.doubleValue())
                : OptionalDouble.empty();
    }

    /**
     * Why a memory that is there is left out: it is another optimizer's, such as the momentum of SGD, or nothing says
     * which parameters it is of. Groups number their parameters one group after the other, whatever the model's order is.
     */
    Optional<String> leftOut() {
        if (state.isEmpty()) {
            return Optional.empty();
        }
        if (!isAdam()) {
            return Optional.of("another than Adam");
        }
        return order().isEmpty()
                ? Optional.of("Adam, and the file does not say which parameters its groups hold")
                : Optional.empty();
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
     * @param shapes of all parameters
     * @throws IllegalArgumentException saying what is wrong with it
     */
    Optional<AdamState> state(Map<String, List<Integer>> shapes) {
        if (state.isEmpty() || leftOut().isPresent()) {
            return Optional.empty();
        }
        Map<String, Object> keys = order().orElseThrow();
        long step = 0;
        Map<String, float[]> first = new HashMap<>();
        Map<String, float[]> second = new HashMap<>();
        for (String name : names) {
            Object entry = keys.containsKey(name) ? state.get(keys.get(name)) : null;
            Map<?, ?> moments = entry instanceof Map<?, ?> map ? map : Map.of();
            first.put(name, moment(name, shapes.get(name), moments.get("exp_avg")));
            second.put(name, moment(name, shapes.get(name), moments.get("exp_avg_sq")));
            step = Math.max(step, step(moments.get("step")));
        }
        AdamState adam = new AdamState(step, first, second);
        adam.requireSound();
        return Optional.of(adam);
    }

    /** The key of each parameter: by the names that PyTorch 2.6 keeps, or, of one group of all, in the model's order. */
    private Optional<Map<String, Object>> order() {
        List<Object> keys = new ArrayList<>();
        List<Object> named = new ArrayList<>();
        for (Map<?, ?> group : groups) {
            keys.addAll(group.get("params") instanceof List<?> params ? params : List.of());
            named.addAll(group.get("param_names") instanceof List<?> texts ? texts : List.of());
        }
        List<String> order = named.stream()
                .map(name -> TorchReader.unwrapped(String.valueOf(name)))
                .toList();
        if (order.isEmpty()
                || order.size() != keys.size()
                || !names.containsAll(order)
                || Set.copyOf(order).size() != order.size()) {
            order = names;
            if (groups.size() != 1 || keys.size() != names.size()) {
                return Optional.empty();
            }
        }
        Map<String, Object> byName = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            byName.put(order.get(i), keys.get(i));
        }
        return Optional.of(byName);
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
