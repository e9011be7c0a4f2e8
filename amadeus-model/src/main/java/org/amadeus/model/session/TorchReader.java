package org.amadeus.model.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.file.SessionFormatException;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.Cell;
import org.amadeus.model.network.Cells;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.torch.TorchFile;
import org.amadeus.model.torch.TorchTensor;

/** Turns the dict of PyTorch's session file, {@code model_config, model_state, model_optimizer_state}, into a session. */
final class TorchReader {
    /** The entry that Amadeus adds, with what the three others do not tell; Python's loader takes no notice of it. */
    static final String EXTRA = "amadeus";
    /** What torch.compile and DataParallel put before the name of every parameter. */
    private static final Pattern WRAPPED = Pattern.compile("^((module|_orig_mod)\\.)+");

    private final TorchFile torch;
    private final String file;

    TorchReader(TorchFile torch, String file) {
        this.torch = torch;
        this.file = file;
    }

    Session read() {
        Map<?, ?> root = dict(torch.root(), "the file");
        Map<?, ?> state = dict(root.get("model_state"), "model_state");
        Map<?, ?> extra = mapOrNone(root.get(EXTRA));
        Map<?, ?> sizes = dict(root.get("model_config"), "model_config");
        ModelConfig config = in("model_config", () -> config(sizes, extra, state));
        Map<?, ?> optimizer = root.get("model_optimizer_state") != null
                ? dict(root.get("model_optimizer_state"), "model_optimizer_state")
                : Map.of();
        Map<String, List<Integer>> shapes = Parameters.shapes(config);
        Map<String, TorchTensor> tensors = in("model_state", () -> tensors(config, state));
        requireShape(config.cell().sizeParameter(), tensors, shapes); // first: it tells what was meant
        tensors.keySet().forEach(name -> requireShape(name, tensors, shapes));
        Map<String, float[]> values = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            float[] array = torch.read(tensor);
            SessionFormatException.requireFinite(file, name, array);
            values.put(name, array);
        });
        AdamReader adam = new AdamReader(torch, optimizer, new ArrayList<>(tensors.keySet()));
        Optional<AdamState> memory = in("model_optimizer_state", () -> adam.state(shapes));
        Map<String, String> provenance = in(EXTRA, () -> Fields.texts(mapOrNone(extra.get("provenance"))));
        adam.leftOut().ifPresent(why -> provenance.put("optimizer", why + ": its state was left out"));
        return new Session(
                config,
                StepGraph.build(config, new Parameters(config, values)),
                memory,
                in(EXTRA, () -> progress(mapOrNone(extra.get("progress")), memory, adam)),
                provenance);
    }

    private static TrainingProgress progress(Map<?, ?> fields, Optional<AdamState> memory, AdamReader adam) {
        return fields.isEmpty()
                ? TrainingProgress.imported(memory.map(AdamState::step).orElse(0L), adam.learningRate())
                : Fields.progress(fields);
    }

    /** Reads a part; what is wrong with it is told with its name. */
    private <T> T in(String part, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new SessionFormatException(file, part + ": " + e.getMessage(), e);
        }
    }

    private static ModelConfig config(Map<?, ?> sizes, Map<?, ?> extra, Map<?, ?> state) {
        Map<Object, Object> fields = new LinkedHashMap<>(sizes);
        fields.putIfAbsent("gru_dropout", 0.3);
        fields.putIfAbsent("cell", cell(state));
        Object profile = extra.get(Fields.PROFILE);
        fields.put(Fields.PROFILE, profile == null ? CodecProfile.REFERENCE.id() : profile);
        return Fields.config(fields);
    }

    /** The cell that the parameters are called by. */
    private static String cell(Map<?, ?> state) {
        return Cells.names().stream()
                .map(Cells::of)
                .filter(cell -> state.keySet().stream()
                        .anyMatch(name -> unwrapped(String.valueOf(name)).equals(cell.sizeParameter())))
                .map(Cell::id)
                .findFirst()
                .orElse("gru");
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

    /** A map of ours; another program may call something else so. */
    private static Map<?, ?> mapOrNone(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
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
}
