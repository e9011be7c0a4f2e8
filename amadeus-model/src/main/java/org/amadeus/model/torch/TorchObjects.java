package org.amadeus.model.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The few names of a session's pickle: {@code collections.OrderedDict}, {@code torch._utils._rebuild_tensor_v2} and {@code
 * _rebuild_parameter}, the classes of storages, and the three that a number of NumPy's is made with. Remembers the storages
 * it met, which the legacy container needs to be read further.
 */
final class TorchObjects {
    private interface Function {
        Object call(List<?> arguments);
    }

    /** Entries that OrderedDicts may be given altogether: a list that is made one again and again must not multiply. */
    private static final int MOST_PAIRS = 1 << 16;

    private final Map<String, StorageReference> storages = new LinkedHashMap<>();
    private int pairsLeft = MOST_PAIRS;

    /** The object of that name, or empty where a session needs none such. */
    Optional<Object> global(String module, String name) {
        Function function =
                switch (module + " " + name) {
                    case "collections OrderedDict" -> this::orderedDict;
                    case "torch._utils _rebuild_tensor_v2" -> TorchObjects::tensor;
                    case "torch._utils _rebuild_parameter" -> TorchObjects::parameter;
                    case "numpy dtype" -> NumpyScalar::type;
                    case "numpy.core.multiarray scalar", "numpy._core.multiarray scalar" -> NumpyScalar::of;
                    case "_codecs encode" -> NumpyScalar::encode;
                    default -> null;
                };
        return function != null || !module.equals("torch")
                ? Optional.ofNullable(function)
                : StorageType.of(name).map(type -> type);
    }

    /**
     * The result of calling what {@link #global} returned.
     *
     * @throws IllegalArgumentException saying what is wrong with the call
     */
    Object call(Object callable, List<?> arguments) {
        if (!(callable instanceof Function function)) {
            throw new IllegalArgumentException("a call of something that can't be called: refused");
        }
        return function.call(arguments);
    }

    /** {@code OrderedDict()}, or, as Python 2 and old PyTorch wrote it, {@code OrderedDict([[key, value], ..])}. */
    private Object orderedDict(List<?> arguments) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        if (arguments.isEmpty()) {
            return dict;
        }
        if (arguments.size() != 1 || !(arguments.get(0) instanceof List<?> pairs)) {
            throw new IllegalArgumentException("an OrderedDict made of something that is no list of pairs");
        }
        pairsLeft -= pairs.size();
        if (pairsLeft < 0) {
            throw new IllegalArgumentException("OrderedDicts of more than " + MOST_PAIRS + " entries");
        }
        for (Object pair : pairs) {
            if (!(pair instanceof List<?> keyAndValue)
                    || keyAndValue.size() != 2
                    || !(keyAndValue.get(0) instanceof String key)) {
                throw new IllegalArgumentException("an OrderedDict made of something that is no list of pairs");
            }
            dict.put(key, keyAndValue.get(1));
        }
        return dict;
    }

    /** {@code _rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks[, metadata])}. */
    private static TorchTensor tensor(List<?> arguments) {
        if (arguments.size() < 4 || !(arguments.get(0) instanceof StorageReference storage)) {
            throw new IllegalArgumentException("a tensor without a storage, offset, size and stride");
        }
        return new TorchTensor(storage, number(arguments.get(1)), numbers(arguments.get(2)), numbers(arguments.get(3)));
    }

    /** {@code _rebuild_parameter(tensor, requires_grad, backward_hooks)}: the tensor, as a module holds it. */
    private static TorchTensor parameter(List<?> arguments) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof TorchTensor tensor)) {
            throw new IllegalArgumentException("a parameter without a tensor");
        }
        return tensor;
    }

    /**
     * The storage that lies outside the pickle under that id.
     *
     * @param id {@code ('storage', type, key, location, count[, None or (view key, offset, count)])}
     * @throws IllegalArgumentException saying what is wrong with the id
     */
    StorageReference persistent(Object id) {
        if (!(id instanceof List<?> parts)
                || parts.size() < 5
                || !"storage".equals(parts.get(0))
                || !(parts.get(1) instanceof StorageType type)
                || !(parts.get(2) instanceof String key)) {
            throw new IllegalArgumentException("refers to something outside the pickle that is no storage: refused");
        }
        long total = number(parts.get(4));
        StorageReference whole = new StorageReference(type, key, total, 0, total);
        StorageReference known = storages.putIfAbsent(key, whole);
        if (known != null && !known.equals(whole)) {
            throw new IllegalArgumentException("storage " + key + " is " + known.type() + " of " + known.total()
                    + " elements in one place and " + type + " of " + total + " in another");
        }
        if (parts.size() > 5 && parts.get(5) instanceof List<?> view && view.size() == 3) {
            return new StorageReference(type, key, total, number(view.get(1)), number(view.get(2)));
        }
        return whole;
    }

    /** The whole storages met so far, by key. */
    Map<String, StorageReference> storages() {
        return storages;
    }

    private static long number(Object value) {
        if (value instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("a tensor's offset, size or stride that is no integer");
    }

    private static List<Long> numbers(Object value) {
        if (!(value instanceof List<?> list) || list.size() > TorchTensor.MOST_DIMENSIONS) {
            throw new IllegalArgumentException("a tensor's size or stride that is no tuple of at most "
                    + TorchTensor.MOST_DIMENSIONS + " integers");
        }
        List<Long> numbers = new ArrayList<>();
        list.forEach(element -> numbers.add(number(element)));
        return List.copyOf(numbers);
    }
}
