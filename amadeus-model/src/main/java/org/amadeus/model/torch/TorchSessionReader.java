package org.amadeus.model.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.network.Cell;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;

/** Turns the dict of a session file, {@code model_config, model_state, model_optimizer_state}, into a model. */
final class TorchSessionReader {
    /** What torch.compile and DataParallel put before the name of every parameter. */
    private static final Pattern WRAPPED = Pattern.compile("^((module|_orig_mod)\\.)+");

    private final TorchFile torch;
    private final String file;

    TorchSessionReader(TorchFile torch, String file) {
        this.torch = torch;
        this.file = file;
    }

    TorchSession read() {
        Map<?, ?> root = dict(torch.root(), "the file");
        Map<?, ?> state = dict(root.get("model_state"), "model_state");
        Map<String, Object> extra = extra(root.get(TorchSession.EXTRA));
        Map<?, ?> sizes = dict(root.get("model_config"), "model_config");
        ModelConfig config = in("model_config", () -> config(sizes, extra, state));
        Map<?, ?> optimizer = root.get("model_optimizer_state") != null
                ? dict(root.get("model_optimizer_state"), "model_optimizer_state")
                : Map.of();
        Map<String, List<Integer>> shapes = Parameters.shapes(config);
        Map<String, TorchTensor> tensors = in("model_state", () -> tensors(config, state));
        String sizeParameter = config.cell().sizeParameter(); // first: it tells what was meant
        requireShape(sizeParameter, tensors, shapes);
        tensors.keySet().forEach(name -> requireShape(name, tensors, shapes));
        Map<String, float[]> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            float[] array = torch.read(tensor);
            SessionFormatException.requireFinite(file, name, array);
            values.put(name, array);
        });
        AdamReader adam = new AdamReader(torch, optimizer, new ArrayList<>(tensors.keySet()));
        return new TorchSession(
                new Parameters(config, values),
                in("model_optimizer_state", () -> adam.state(shapes)),
                adam.learningRate(),
                adam.leftOut(),
                extra);
    }

    /** Reads a part; what is wrong with it is told with its name. */
    private <T> T in(String part, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new SessionFormatException(file, part + ": " + e.getMessage(), e);
        }
    }

    private static ModelConfig config(Map<?, ?> dict, Map<String, Object> extra, Map<?, ?> state) {
        return new ModelConfig(
                integer(dict, "init_dim"),
                integer(dict, "event_dim"),
                integer(dict, "control_dim"),
                integer(dict, "hidden_dim"),
                integer(dict, "gru_layers"),
                number(dict.get("gru_dropout")).orElse(0.3),
                profile(extra.getOrDefault("codec_profile", CodecProfile.REFERENCE.id())),
                cell(dict, state));
    }

    /** What the configuration says, else what the parameters are called by. */
    private static Cell cell(Map<?, ?> dict, Map<?, ?> state) {
        if (dict.get("cell") instanceof String id) {
            return Cells.of(id);
        }
        return Cells.names().stream()
                .map(Cells::of)
                .filter(cell -> state.keySet().stream()
                        .anyMatch(name -> unwrapped(String.valueOf(name)).equals(cell.sizeParameter())))
                .findFirst()
                .orElseGet(() -> Cells.of("gru"));
    }

    private static CodecProfile profile(Object name) {
        if (name instanceof String id) {
            return CodecProfile.of(id);
        }
        throw new IllegalArgumentException("codec_profile is no text, expected reference or expressive");
    }

    private static int integer(Map<?, ?> dict, String name) {
        if (dict.get(name) instanceof Long value) {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, value));
        }
        throw new IllegalArgumentException(name + " is missing or no integer");
    }

    /** The parameters' tensors in the file's order, which is the one that Adam numbers them in. */
    private static Map<String, TorchTensor> tensors(ModelConfig config, Map<?, ?> state) {
        Set<String> names = Parameters.shapes(config).keySet();
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        state.forEach((key, value) -> {
            String name = unwrapped(String.valueOf(key));
            if (!(value instanceof TorchTensor tensor)) {
                throw new IllegalArgumentException(name + " is no tensor");
            }
            if (!names.contains(name)) {
                throw new IllegalArgumentException(
                        name + " is not a parameter of a Performance RNN with gru_layers=" + config.gruLayers());
            }
            if (tensors.put(name, tensor) != null) {
                throw new IllegalArgumentException("there are two tensors " + name);
            }
        });
        for (String name : names) {
            if (!tensors.containsKey(name)) {
                throw new IllegalArgumentException(name + " is missing");
            }
        }
        return tensors;
    }

    /** A parameter's name without what wrappers of the model put before it, in whichever order they lie. */
    static String unwrapped(String key) {
        return WRAPPED.matcher(key).replaceFirst("");
    }

    private void requireShape(String name, Map<String, TorchTensor> tensors, Map<String, List<Integer>> shapes) {
        SessionFormatException.requireShape(file, name, tensors.get(name).shape(), shapes.get(name));
    }

    private Map<String, Object> extra(Object dict) {
        Map<String, Object> extra = new LinkedHashMap<>();
        if (dict instanceof Map<?, ?> map) {
            map.forEach((key, value) -> extra.put(String.valueOf(key), value));
        }
        return extra;
    }

    private Map<?, ?> dict(Object value, String what) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new SessionFormatException(
                file,
                what + (value == null ? " is missing" : " is no dict")
                        + ", expected a session: a dict of model_config, model_state and model_optimizer_state");
    }

    static OptionalDouble number(Object value) {
        return value instanceof Number number ? OptionalDouble.of(number.doubleValue()) : OptionalDouble.empty();
    }
}
