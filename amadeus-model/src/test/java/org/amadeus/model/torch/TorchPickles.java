package org.amadeus.model.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.amadeus.model.file.ZipArchive;
import org.amadeus.model.file.ZipWriter;

/** Sessions of PyTorch whose pickle is read, changed and written again. */
final class TorchPickles {
    private TorchPickles() {}

    /** The session with another root; what the change puts into it is what {@link PickleWriter} writes. */
    static byte[] changed(byte[] session, Consumer<Map<String, Object>> change) throws IOException {
        ZipArchive zip = new ZipArchive(ByteBuffer.wrap(session), "test");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipWriter writer = new ZipWriter(out)) {
            for (String name : zip.names()) {
                ByteBuffer content = zip.read(name, Integer.MAX_VALUE);
                byte[] bytes = new byte[content.remaining()];
                content.get(bytes);
                writer.add(name, name.endsWith("data.pkl") ? changedPickle(bytes, change) : bytes);
            }
        }
        return out.toByteArray();
    }

    /** The session as an optimizer of two groups leaves it: of the weights, numbered first, and of the biases. */
    static byte[] inGroups(byte[] session, boolean named) throws IOException {
        return changed(session, root -> {
            Map<String, Object> optimizer = dict(root, "model_optimizer_state");
            Map<?, ?> state = (Map<?, ?>) optimizer.get("state");
            List<String> names = List.copyOf(dict(root, "model_state").keySet());
            Map<Object, Object> numbered = new LinkedHashMap<>();
            List<Object> groups = new ArrayList<>();
            for (boolean bias : new boolean[] {false, true}) {
                List<String> inside = names.stream()
                        .filter(name -> name.contains("bias") == bias)
                        .toList();
                Map<String, Object> group = new LinkedHashMap<>();
                group.put("lr", 0.5);
                group.put(
                        "params",
                        inside.stream()
                                .map(name -> (Object) (numbered.size() + (long) inside.indexOf(name)))
                                .toList());
                if (named) {
                    group.put("param_names", inside);
                }
                groups.add(group);
                inside.forEach(name -> numbered.put((long) numbered.size(), state.get((long) names.indexOf(name))));
            }
            optimizer.put("state", numbered);
            optimizer.put("param_groups", groups);
        });
    }

    /** A dict of the root. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> dict(Map<String, Object> root, String name) {
        return (Map<String, Object>) root.get(name);
    }

    private static byte[] changedPickle(byte[] pickle, Consumer<Map<String, Object>> change) {
        Object root = new PickleReader(ByteBuffer.wrap(pickle), "test", "data.pkl", new TorchObjects()).read();
        @SuppressWarnings("unchecked")
        Map<String, Object> writable = (Map<String, Object>) writable(root);
        change.accept(writable);
        return PickleWriter.write(writable);
    }

    private static Object writable(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, item) -> copy.put(key, writable(item)));
            return copy;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(TorchPickles::writable).toList();
        }
        return value instanceof TorchTensor tensor
                ? new PickleWriter.Tensor(
                        tensor.storage().key(),
                        tensor.shape().stream().map(Long::intValue).toList())
                : value;
    }
}
