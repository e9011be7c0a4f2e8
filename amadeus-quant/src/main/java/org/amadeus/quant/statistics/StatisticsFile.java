package org.amadeus.quant.statistics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.amadeus.data.io.AtomicFile;
import org.amadeus.data.io.InputFile;
import org.amadeus.quant.QuantizationException;

/**
 * Statistics as YAML, in the layout of Distiller's calibration files: a mapping from layer to {@code inputs} (numbered
 * from 0) and {@code output}, each with min, max, avg_min, avg_max, mean, std and shape. Files of the reference can be
 * read here, ours there; comments say of which
 * version ours are, and of which model.
 */
public final class StatisticsFile {
    static final String MARK = "# amadeus statistics, version ";
    static final int VERSION = 1;
    /** Begins the comment that says of which model the statistics are. */
    static final String MODEL = "# model ";
    /** A file of 64 layers takes 300 KB. */
    static final int MOST_BYTES = 4 << 20;

    private StatisticsFile() {}

    /**
     * @throws IOException         where the file cannot be read
     * @throws QuantizationException where it holds no usable statistics
     */
    public static Statistics read(Path file) throws IOException {
        byte[] bytes = InputFile.read(file, "a file of statistics", MOST_BYTES, QuantizationException::new);
        return new StatisticsReader(file.toString()).read(new String(bytes, StandardCharsets.UTF_8));
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
}
