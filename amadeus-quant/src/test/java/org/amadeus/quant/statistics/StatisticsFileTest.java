package org.amadeus.quant.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.amadeus.quant.Golden;
import org.amadeus.quant.QuantizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatisticsFileTest {
    @TempDir
    Path folder;

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        Statistics statistics = StatisticsFile.read(Golden.resource("quant_small_trained_stats.yaml"));
        Path copy = folder.resolve("copy.yaml");
        StatisticsFile.write(statistics, copy);
        assertEquals(statistics.layers(), StatisticsFile.read(copy).layers());
        assertEquals(22, statistics.layers().size());
        assertEquals(
                0.9993785939216622,
                statistics.require("output_fc").inputs().get(0).avgMax());
    }

    @Test
    void aLayerThatWasNeverCalledIsKeptAndRefusedWhenAskedFor() throws IOException {
        String text = "output_fc_activation:\n  output: {min: 1.7976931348623157e+308, max: -1.7976931348623157e+308,"
                + " avg_min: 0, avg_max: 0, mean: 0, std: 0, shape: ''}\n";
        Statistics statistics = StatisticsFile.parse(text, "s.yaml");
        assertRefused(
                () -> statistics.require("output_fc_activation"), "s.yaml", "output_fc_activation", "never called");
        Path copy = folder.resolve("copy.yaml");
        StatisticsFile.write(statistics, copy);
        assertEquals(statistics.layers(), StatisticsFile.read(copy).layers());
    }

    @Test
    void impossibleNumbersAreNamed() throws IOException {
        refused(".nan", "1", "fc.output.min is NaN", "finite");
        refused("-.inf", "1", "fc.output.min is -Infinity", "finite");
        refused("2", "1", "fc.output has min 2.0 above max 1.0");
        refused("many", "1", "fc.output.min is \"many\"", "expected a number");
        refused("[1]", "1", "fc.output.min is", "expected a number");
    }

    @Test
    void otherFilesAreRefused() throws IOException {
        assertRefused(() -> read("- 1\n- 2\n"), "expected a mapping");
        assertRefused(() -> read(""), "expected a mapping");
        assertRefused(() -> read("a: {"), "no YAML");
        assertRefused(() -> read("a: 1\na: 2\n"), "no YAML");
        assertRefused(() -> read("fc: {output: 3}\n"), "fc.output is Integer");
        assertRefused(() -> read("fc: {inputs: {}}\n"), "fc.output is missing");
        assertRefused(() -> read("x: &a [1]\ny: *a\n"), "no YAML");
        assertRefused(() -> read("!!java.lang.Thread {}\n"), ".yaml");
        assertRefused(() -> read("[".repeat(100_000)), ".yaml");
        assertRefused(() -> read("# amadeus statistics, version 7\nfc: {}\n"), "version 7", "expected version 1");
        Path big = folder.resolve("big.yaml");
        Files.write(big, new byte[StatisticsFile.MOST_BYTES + 1]);
        assertRefused(() -> StatisticsFile.read(big), "larger than 4 MiB");
    }

    @Test
    void cornersOfYamlAreReadOrRefused() throws IOException {
        assertRefused(() -> read("a: \"\\u"), "no YAML");
        try (InputStream in = new GZIPInputStream(StatisticsFileTest.class.getResourceAsStream("/hostile/stats.gz"))) {
            byte[] hostile = in.readAllBytes();
            assertRefused(
                    () -> {
                        Path file = folder.resolve("hostile.yaml");
                        Files.write(file, hostile);
                        StatisticsFile.read(file);
                    },
                    "hostile.yaml");
        }
        String fc = "fc:\n  output: {min: 0, max: 1, avg_min: 0, avg_max: 0, mean: 0, std: 0, shape: ";
        for (int at = 1000; at < 1050; at++) {
            assertEquals(
                    1,
                    read("#" + "x".repeat(at) + "\uD83D\uDE00\n" + fc + "'(1, 2)'}\n")
                            .layers()
                            .size());
        }
        for (String shape : List.of("','", "'(,)'", "','", "'()'", "'( , 7)'", "[1, 2]", "'(8, -1)'", "'(8,)'")) {
            int width = read(fc + shape + "}\n").layers().get("fc").output().width();
            assertEquals(
                    shape.contains("7") ? 7 : shape.contains("8,)") ? 8 : 0, shape.equals("[1, 2]") ? 0 : width, shape);
        }
    }

    @Test
    void nothingButZerosIsRefused() throws IOException {
        String zeros = "{min: 0, max: 0, avg_min: 0, avg_max: 0, mean: 0, std: 0, shape: '(1, 2)'}";
        Statistics statistics = read("fc:\n  inputs:\n    0: " + zeros + "\n  output: " + zeros + "\n");
        assertRefused(() -> statistics.require("fc"), "layer fc saw nothing but zeros");
    }

    @Test
    void theModelTheyAreOfIsKeptAndHeldToTheModelAtHand() throws IOException {
        Statistics golden = StatisticsFile.read(Golden.resource("quant_small_trained_stats.yaml"));
        assertEquals(Optional.empty(), golden.model());
        golden.requireModel("anything");
        Path file = folder.resolve("own.yaml");
        StatisticsFile.write(new Statistics("collected", golden.layers(), Optional.of("0123456789abcdef")), file);
        Statistics own = StatisticsFile.read(file);
        assertEquals(Optional.of("0123456789abcdef"), own.model());
        own.requireModel("0123456789abcdef");
        assertRefused(
                () -> own.requireModel("fedcba9876543210"),
                "own.yaml: statistics of another model (0123456789abcdef, this one is fedcba9876543210)");
    }

    private void refused(String min, String max, String... parts) {
        String text = "fc:\n  output: {min: " + min + ", max: " + max
                + ", avg_min: 0, avg_max: 0, mean: 0, std: 0, shape: '(1, 2)'}\n";
        assertRefused(() -> read(text), parts);
    }

    private Statistics read(String text) throws IOException {
        Path file = folder.resolve("statistics.yaml");
        Files.writeString(file, text);
        return StatisticsFile.read(file);
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void assertRefused(Action action, String... parts) {
        QuantizationException e = assertThrows(QuantizationException.class, action::run);
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), () -> e.getMessage() + " lacks " + part);
        }
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
}
