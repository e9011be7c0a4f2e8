package org.amadeus.quant.statistics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.InputFile;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.yaml.YamlText;

/**
 * Statistics as YAML, in the layout of Distiller's calibration files: a mapping from layer to {@code inputs} (numbered
 * from 0) and {@code output}, each with min, max, avg_min, avg_max, mean, std and shape. Files of the reference can be
 * read here, ours there; comments say of which
 * version ours are, and of which model.
 */
public final class StatisticsFile {
    private static final String MARK = "# amadeus statistics, version ";
    private static final int VERSION = 1;
    /** Begins the comment that says of which model the statistics are. */
    private static final String MODEL = "# model ";
    /** A file of 64 layers takes 300 KB. */
    static final int MOST_BYTES = 4 << 20;

    private static final int MOST_LAYERS = 4096;

    private final String source;

    private StatisticsFile(String source) {
        this.source = source;
    }

    /**
     * @throws IOException         where the file cannot be read
     * @throws QuantizationException where it holds no usable statistics
     */
    public static Statistics read(Path file) throws IOException {
        byte[] bytes = InputFile.read(file, "a file of statistics", MOST_BYTES, QuantizationException::new);
        return parse(new String(bytes, StandardCharsets.UTF_8), file.toString());
    }

    /** @param source what to call the text in errors */
    static Statistics parse(String text, String source) {
        return new StatisticsFile(source).parse(text);
    }

    /** @throws IOException where the file cannot be written; it is then as it was */
    public static void write(Statistics statistics, Path file) throws IOException {
        byte[] text = format(statistics).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    static String format(Statistics statistics) {
        StringBuilder yaml = new StringBuilder(MARK).append(VERSION).append('\n');
        statistics.model().ifPresent(model -> yaml.append(MODEL).append(model).append('\n'));
        statistics.layers().forEach((name, layer) -> {
            yaml.append(name).append(":\n");
            if (!layer.inputs().isEmpty()) {
                yaml.append("  inputs:\n");
                for (int i = 0; i < layer.inputs().size(); i++) {
                    yaml.append("    ").append(i).append(":\n");
                    append(yaml, "      ", layer.inputs().get(i));
                }
            }
            yaml.append("  output:\n");
            append(yaml, "    ", layer.output());
        });
        return yaml.toString();
    }

    private static void append(StringBuilder yaml, String indent, TensorStatistics tensor) {
        line(yaml, indent, "min", number(tensor.min()));
        line(yaml, indent, "max", number(tensor.max()));
        line(yaml, indent, "avg_min", number(tensor.avgMin()));
        line(yaml, indent, "avg_max", number(tensor.avgMax()));
        line(yaml, indent, "mean", number(tensor.mean()));
        line(yaml, indent, "std", number(tensor.std()));
        line(yaml, indent, "shape", tensor.isPresent() ? tensor.shape() : "''");
    }

    private static void line(StringBuilder yaml, String indent, String key, String value) {
        yaml.append(indent).append(key).append(": ").append(value).append('\n');
    }

    /** As Python's YAML reads a float: an exponent has a sign. */
    private static String number(double value) {
        String text = Double.toString(value);
        int exponent = text.indexOf('E');
        return exponent < 0 || text.charAt(exponent + 1) == '-'
                ? text.replace('E', 'e')
                : text.substring(0, exponent) + "e+" + text.substring(exponent + 1);
    }

    private Statistics parse(String text) {
        checkVersion(text);
        Object root = YamlText.read(text, source, "statistics", QuantizationException::new);
        Map<?, ?> map = mapping(root, "the file");
        if (map.isEmpty() || map.size() > MOST_LAYERS) {
            throw new QuantizationException(source + ": " + map.size() + " layers, expected 1 .. " + MOST_LAYERS);
        }
        Map<String, LayerStatistics> layers = new LinkedHashMap<>();
        map.forEach((name, value) -> layers.put(String.valueOf(name), layer(String.valueOf(name), value)));
        return new Statistics(source, layers, model(text));
    }

    private static Optional<String> model(String text) {
        return text.lines()
                .limit(2)
                .filter(line -> line.startsWith(MODEL))
                .map(line -> line.substring(MODEL.length()).strip())
                .findFirst();
    }

    private void checkVersion(String text) {
        if (text.startsWith(MARK)) {
            String version = text.lines().findFirst().orElse("").substring(MARK.length());
            if (!version.strip().equals(String.valueOf(VERSION))) {
                throw new QuantizationException(source + ": statistics of version " + version.strip()
                        + ", expected version " + VERSION + ". Collect them anew with this program.");
            }
        }
    }

    private LayerStatistics layer(String name, Object value) {
        Map<?, ?> layer = mapping(value, name);
        List<TensorStatistics> inputs = new ArrayList<>();
        if (layer.containsKey("inputs")) {
            Map<?, ?> numbered = mapping(layer.get("inputs"), name + ".inputs");
            for (int i = 0; i < numbered.size(); i++) {
                inputs.add(tensor(name + ".inputs." + i, numbered.get(i)));
            }
        }
        return new LayerStatistics(inputs, tensor(name + ".output", layer.get("output")));
    }

    private TensorStatistics tensor(String place, Object value) {
        Map<?, ?> map = mapping(value, place);
        Object shape = map.get("shape");
        TensorStatistics tensor = new TensorStatistics(
                number(map, place, "min"),
                number(map, place, "max"),
                number(map, place, "avg_min"),
                number(map, place, "avg_max"),
                number(map, place, "mean"),
                number(map, place, "std"),
                shape == null ? "" : shape.toString());
        if (tensor.isPresent()) {
            inOrder(place, "min", tensor.min(), "max", tensor.max());
            inOrder(place, "avg_min", tensor.avgMin(), "avg_max", tensor.avgMax());
        }
        return tensor;
    }

    private double number(Map<?, ?> map, String place, String key) {
        Object value = map.get(key);
        if (!(value instanceof Number number)) {
            throw new QuantizationException(source + ": " + place + "." + key + " is "
                    + (value == null ? "missing" : "\"" + value + "\"") + ", expected a number");
        }
        if (!Double.isFinite(number.doubleValue())) {
            throw new QuantizationException(source + ": " + place + "." + key + " is " + value
                    + ", expected a finite number. Collect the statistics anew, with a session that plays.");
        }
        return number.doubleValue();
    }

    private void inOrder(String place, String lowKey, double low, String highKey, double high) {
        if (low > high) {
            throw new QuantizationException(source + ": " + place + " has " + lowKey + " " + low + " above " + highKey
                    + " " + high + ", expected a range that is not inverted");
        }
    }

    private Map<?, ?> mapping(Object value, String place) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new QuantizationException(source + ": " + place + " is "
                    + (value == null ? "missing" : value.getClass().getSimpleName())
                    + ", expected a mapping: a file of statistics as quantize -q writes it");
        }
        return map;
    }
}
