package org.amadeus.quant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.model.window.WindowArrays;
import org.junit.jupiter.api.Assumptions;

/** Expected results made by the Python implementation and its quantizer. */
public final class Golden {
    private Golden() {}

    /** A file of the small set, which is part of the tests. */
    public static Path resource(String name) {
        return Path.of("target", "test-classes", "golden", name);
    }

    /** A file of the shared material; the test is skipped where that is absent. */
    public static Path shared(String name) {
        Path file = Path.of(System.getProperty("amadeus.shared", "../shared"), name);
        Assumptions.assumeTrue(Files.exists(file), file + " is absent (system property amadeus.shared)");
        return file;
    }

    public static JsonNode json(Path file) {
        try {
            return new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of a NumPy file. */
    public static double[] npy(Path file) {
        try {
            return npy(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The numbers of every array in a NumPy archive, by name. */
    public static Map<String, double[]> npz(Path file) {
        Map<String, double[]> arrays = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                arrays.put(entry.getName().replaceAll("\\.npy$", ""), npy(zip.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return arrays;
    }

    private static double[] npy(byte[] file) {
        ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int header = 10 + bytes.getShort(8);
        String description = new String(file, 10, header - 10, StandardCharsets.ISO_8859_1);
        String type = description.replaceAll("(?s).*'descr': '([^']+)'.*", "$1");
        int size = type.charAt(2) - '0';
        double[] values = new double[(file.length - header) / size];
        bytes.position(header);
        for (int i = 0; i < values.length; i++) {
            values[i] = switch (type) {
                case "<f4" -> bytes.getFloat();
                case "<f8" -> bytes.getDouble();
                case "<i8" -> bytes.getLong();
                case "|i1" -> bytes.get();
                case "|u1" -> bytes.get() & 0xFF;
                default -> throw new IllegalArgumentException(description);
            };
        }
        return values;
    }

    /** The init vectors of a teacher-forced run. */
    public static float[] init(JsonNode run) {
        float[] init = new float[run.get("init").size() * run.get("init").get(0).size()];
        int i = 0;
        for (JsonNode row : run.get("init")) {
            for (JsonNode value : row) {
                init[i++] = (float) value.asDouble();
            }
        }
        return init;
    }

    /** The events and conditions of a teacher-forced run, with its controls or without. */
    public static WindowArrays batch(JsonNode run, boolean controls) {
        int steps = run.get("events").size();
        int windows = run.get("events").get(0).size();
        int[] events = new int[steps * windows];
        float[] conditions = new float[steps * windows * 25];
        for (int t = 0; t < steps; t++) {
            for (int b = 0; b < windows; b++) {
                int at = t * windows + b;
                events[at] = run.get("events").get(t).get(b).asInt();
                if (controls) {
                    byte[] stored = new byte[13];
                    for (int i = 0; i < 13; i++) {
                        stored[i] = (byte) run.get("controls_compressed")
                                .get(t)
                                .get(b)
                                .get(i)
                                .asInt();
                    }
                    ControlSequence.ofBytes(stored).fill(0, conditions, at * 25 + 1);
                } else {
                    conditions[at * 25] = 1;
                }
            }
        }
        return WindowArrays.of(windows, events, conditions, init(run));
    }
}
