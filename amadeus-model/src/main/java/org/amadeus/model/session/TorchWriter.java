package org.amadeus.model.session;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.file.ZipWriter;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.GruCell;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.torch.PickleWriter;

/**
 * Writes a session that {@code torch.load(file, weights_only=True)} loads and the Python implementation goes on
 * training: model_config, model_state, model_optimizer_state, in the container of PyTorch 1.6 and later. The same
 * session gives the same bytes.
 */
final class TorchWriter {
    private static final String FOLDER = "session/";
    private static final double DEFAULT_LEARNING_RATE = 1e-3;

    private final Session session;
    private final Parameters parameters;
    private final List<float[]> storages = new ArrayList<>();

    /** @throws org.amadeus.data.AmadeusException where the session is quantized */
    TorchWriter(Session session) {
        this.session = session;
        this.parameters = session.parameters();
    }

    /** Writes to a stream, which stays open. Once. */
    void write(OutputStream out) throws IOException {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("model_config", config(session.config()));
        root.put("model_state", new PickleWriter.OrderedDict(tensors(parameters.asMap())));
        root.put("model_optimizer_state", optimizer());
        root.put(TorchReader.EXTRA, extra());
        byte[] pickle = PickleWriter.write(root);
        try (ZipWriter zip = new ZipWriter(out)) {
            zip.add(FOLDER + "data.pkl", pickle);
            zip.add(FOLDER + "byteorder", ascii("little"));
            for (int key = 0; key < storages.size(); key++) {
                zip.add(FOLDER + "data/" + key, littleEndian(storages.get(key)));
            }
            zip.add(FOLDER + "version", ascii("3\n"));
        }
    }

    private static Map<String, Object> config(ModelConfig config) {
        Map<String, Object> dict = Fields.of(config);
        dict.remove(Fields.PROFILE);
        if (config.cell().equals(new GruCell())) { // the Python implementation knows no such key
            dict.remove("cell");
        }
        return dict;
    }

    private Map<String, Object> extra() {
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put(Fields.PROFILE, session.config().profile().id());
        extra.put("progress", Fields.of(session.progress()));
        extra.put("provenance", session.provenance());
        return extra;
    }

    private Map<String, Object> tensors(Map<String, float[]> values) {
        Map<String, Object> tensors = new LinkedHashMap<>();
        Map<String, List<Integer>> shapes = Parameters.shapes(session.config());
        values.forEach((name, value) -> tensors.put(name, tensor(shapes.get(name), value)));
        return tensors;
    }

    private PickleWriter.Tensor tensor(List<Integer> shape, float[] values) {
        storages.add(values);
        return new PickleWriter.Tensor(Integer.toString(storages.size() - 1), shape);
    }

    /** Adam's state_dict as PyTorch 1.12 and later writes it: parameters by number, each with its step as a tensor. */
    private Map<String, Object> optimizer() {
        Map<Object, Object> state = new LinkedHashMap<>();
        List<Integer> numbers = new ArrayList<>();
        Map<String, List<Integer>> shapes = Parameters.shapes(session.config());
        for (String name : shapes.keySet()) {
            int number = numbers.size();
            numbers.add(number);
            session.optimizer().ifPresent(adam -> state.put(number, moments(adam, name, shapes.get(name))));
        }
        Map<String, Object> group = new LinkedHashMap<>();
        group.put("lr", session.progress().learningRate().orElse(DEFAULT_LEARNING_RATE));
        group.put("betas", new PickleWriter.Tuple(List.of(0.9, 0.999)));
        group.put("eps", 1e-8);
        group.put("weight_decay", 0);
        group.put("amsgrad", false);
        group.put("maximize", false);
        group.put("foreach", null);
        group.put("capturable", false);
        group.put("differentiable", false);
        group.put("fused", null);
        group.put("params", numbers);
        Map<String, Object> dict = new LinkedHashMap<>();
        dict.put("state", state);
        dict.put("param_groups", List.of(group));
        return dict;
    }

    private Map<String, Object> moments(AdamState adam, String name, List<Integer> shape) {
        Map<String, Object> moments = new LinkedHashMap<>();
        moments.put("step", tensor(List.of(), new float[] {adam.step()}));
        moments.put("exp_avg", tensor(shape, adam.firstMoments().get(name)));
        moments.put("exp_avg_sq", tensor(shape, adam.secondMoments().get(name)));
        return moments;
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, values.length))
                .order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
