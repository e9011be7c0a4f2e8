package org.amadeus.quant.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.yaml.YamlText;

/** Reads the text of a statistics file and checks every number in it. */
final class StatisticsReader {
    private static final int MOST_LAYERS = 4096;

    private final String source;

    /** @param source the file, as errors name it */
    StatisticsReader(String source) {
        this.source = source;
    }

    Statistics read(String text) {
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
                .filter(line -> line.startsWith(StatisticsFile.MODEL))
                .map(line -> line.substring(StatisticsFile.MODEL.length()).strip())
                .findFirst();
    }

    private void checkVersion(String text) {
        if (text.startsWith(StatisticsFile.MARK)) {
            String version = text.lines().findFirst().orElse("").substring(StatisticsFile.MARK.length());
            if (!version.strip().equals(String.valueOf(StatisticsFile.VERSION))) {
                throw new QuantizationException(source + ": statistics of version " + version.strip()
                        + ", expected version " + StatisticsFile.VERSION + ". Collect them anew with this program.");
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
