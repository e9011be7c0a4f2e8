package org.amadeus.model.network;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The trained numbers of a Performance RNN under PyTorch's names, float32, row-major. Shapes, with E events, C
 * controls, I init, H hidden, L layers; of the {@link Cell} S states and G gates (GRU: 1 and 3, rows r, z, n), and its name:
 *
 * <pre>
 *   inithid_fc.weight [S*L*H, I]       inithid_fc.bias [S*L*H]
 *   event_embedding.weight [E, E]
 *   concat_input_fc.weight [H, E+1+C]  concat_input_fc.bias [H]
 *   gru.weight_ih_l{k} [G*H, H]        gru.weight_hh_l{k} [G*H, H]
 *   gru.bias_ih_l{k} [G*H]             gru.bias_hh_l{k} [G*H]
 *   output_fc.weight [E, L*H]          output_fc.bias [E]
 * </pre>
 *
 * The arrays are shared, not copied: whoever holds a {@code Parameters} must not write to them.
 */
public final class Parameters {
    private final ModelConfig config;
    private final Map<String, float[]> values;

    /**
     * @param values every parameter of {@code config}, by name
     * @throws IllegalArgumentException naming the parameter that is missing, unknown, or of a wrong size
     */
    public Parameters(ModelConfig config, Map<String, float[]> values) {
        this.config = config;
        this.values = new LinkedHashMap<>();
        shapes(config).forEach((name, shape) -> {
            float[] array = values.get(name);
            if (array == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            if (array.length != count(shape)) {
                throw new IllegalArgumentException(name + " has " + array.length + " values, the configuration says "
                        + shape + " = " + count(shape));
            }
            this.values.put(name, array);
        });
        for (String name : values.keySet()) {
            if (!this.values.containsKey(name)) {
                throw new IllegalArgumentException(name + " is not a parameter of this model");
            }
        }
    }

    /** Every parameter's name and shape, in PyTorch's order. */
    public static Map<String, List<Integer>> shapes(ModelConfig config) {
        int e = config.eventDim();
        int h = config.hiddenDim();
        int all = config.gruLayers() * h;
        Map<String, List<Integer>> shapes = new LinkedHashMap<>();
        int states = config.stateCount() * h;
        shapes.put("inithid_fc.weight", List.of(states, config.initDim()));
        shapes.put("inithid_fc.bias", List.of(states));
        shapes.put("event_embedding.weight", List.of(e, e));
        shapes.put("concat_input_fc.weight", List.of(h, config.inputDim()));
        shapes.put("concat_input_fc.bias", List.of(h));
        for (int layer = 0; layer < config.gruLayers(); layer++) {
            shapes.putAll(config.cell().parameters(layer, h));
        }
        shapes.put("output_fc.weight", List.of(e, all));
        shapes.put("output_fc.bias", List.of(e));
        return Collections.unmodifiableMap(shapes);
    }

    /**
     * Fresh parameters: Xavier normal for the embedding and the weights of the three linear layers, zero for the biases
     * of inithid_fc and output_fc, PyTorch's uniform defaults for the rest (1/sqrt(fan_in); recurrent layers 1/sqrt(H)).
     */
    public static Parameters initial(ModelConfig config, long seed) {
        Random random = new Random(seed);
        Map<String, float[]> values = new LinkedHashMap<>();
        String recurrent = config.cell().id() + ".";
        shapes(config).forEach((name, shape) -> {
            float[] array = new float[count(shape)];
            if (shape.size() == 2 && !name.startsWith(recurrent)) {
                double deviation = Math.sqrt(2.0 / (shape.get(0) + shape.get(1)));
                for (int i = 0; i < array.length; i++) {
                    array[i] = (float) (deviation * random.nextGaussian());
                }
            } else if (name.startsWith(recurrent) || name.equals("concat_input_fc.bias")) {
                double fanIn = name.startsWith(recurrent) ? config.hiddenDim() : config.inputDim();
                double bound = 1 / Math.sqrt(fanIn);
                for (int i = 0; i < array.length; i++) {
                    array[i] = (float) (bound * (2 * random.nextDouble() - 1));
                }
            }
            values.put(name, array);
        });
        return new Parameters(config, values);
    }

    public ModelConfig config() {
        return config;
    }

    /** The values of a parameter, row-major. */
    public float[] get(String name) {
        float[] array = values.get(name);
        if (array == null) {
            throw new IllegalArgumentException(name + " is not a parameter of this model");
        }
        return array;
    }

    /** All of them by name, in PyTorch's order. */
    public Map<String, float[]> asMap() {
        return Collections.unmodifiableMap(values);
    }

    /** Copies of all of them as arrays of their shapes. */
    public Map<String, INDArray> arrays() {
        Map<String, INDArray> arrays = new LinkedHashMap<>();
        shapes(config).forEach((name, shape) -> {
            int[] sizes = shape.stream().mapToInt(Integer::intValue).toArray();
            arrays.put(name, Nd4j.createFromArray(values.get(name)).reshape(sizes));
        });
        return arrays;
    }

    /** How many numbers a parameter of that shape has. */
    public static int count(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
