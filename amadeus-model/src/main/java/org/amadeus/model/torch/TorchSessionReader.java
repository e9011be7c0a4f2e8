package org.amadeus.model.torch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
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
        ModelConfig config = config(dict(root.get("model_config"), "model_config"), extra, state);
        Map<?, ?> optimizer = root.get("model_optimizer_state") != null
                ? dict(root.get("model_optimizer_state"), "model_optimizer_state")
                : Map.of();
        Map<String, TorchTensor> tensors = tensors(config, state);
        Map<String, float[]> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> values.put(name, finite(name, tensor)));
        AdamReader adam = new AdamReader(torch, file, optimizer, config, new ArrayList<>(tensors.keySet()));
        return new TorchSession(
                new Parameters(config, values),
                adam.state(),
                adam.leftOut().isPresent() ? OptionalDouble.empty() : adam.learningRate(),
                adam.leftOut(),
                extra);
    }

    private ModelConfig config(Map<?, ?> dict, Map<String, Object> extra, Map<?, ?> state) {
        try {
            return new ModelConfig(
                    integer(dict, "init_dim"),
                    integer(dict, "event_dim"),
                    integer(dict, "control_dim"),
                    integer(dict, "hidden_dim"),
                    integer(dict, "gru_layers"),
                    number(dict.get("gru_dropout")).orElse(0.3),
                    profile(extra.getOrDefault("codec_profile", CodecProfile.REFERENCE.id())),
                    cell(dict, state));
        } catch (IllegalArgumentException e) {
            throw new SessionFormatException(file, "model_config: " + e.getMessage(), e);
        }
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
    private Map<String, TorchTensor> tensors(ModelConfig config, Map<?, ?> state) {
        Map<String, List<Integer>> shapes = Parameters.shapes(config);
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : state.entrySet()) {
            String name = unwrapped(String.valueOf(entry.getKey()));
            if (!(entry.getValue() instanceof TorchTensor tensor)) {
                throw new SessionFormatException(file, "model_state: " + name + " is no tensor");
            }
            if (!shapes.containsKey(name)) {
                throw new SessionFormatException(
                        file,
                        "model_state: " + name + " is not a parameter of a Performance RNN with gru_layers="
                                + config.gruLayers());
            }
            if (tensors.put(name, tensor) != null) {
                throw new SessionFormatException(file, "model_state: there are two tensors " + name);
            }
        }
        for (String name : shapes.keySet()) {
            if (!tensors.containsKey(name)) {
                throw new SessionFormatException(file, "model_state: " + name + " is missing");
            }
        }
        String sizeParameter = config.cell().sizeParameter();
        requireShape(sizeParameter, tensors.get(sizeParameter), shapes.get(sizeParameter));
        tensors.forEach((name, tensor) -> requireShape(name, tensor, shapes.get(name)));
        return tensors;
    }

    /** A parameter's name without what wrappers of the model put before it, in whichever order they lie. */
    static String unwrapped(String key) {
        return WRAPPED.matcher(key).replaceFirst("");
    }

    private void requireShape(String name, TorchTensor tensor, List<Integer> expected) {
        if (!tensor.shape().equals(expected.stream().map(Integer::longValue).toList())) {
            throw SessionFormatException.wrongShape(file, name, tensor.shape(), expected);
        }
    }

    private float[] finite(String name, TorchTensor tensor) {
        float[] values = torch.read(tensor);
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw SessionFormatException.notFinite(file, name, values[i], i, values.length);
            }
        }
        return values;
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
