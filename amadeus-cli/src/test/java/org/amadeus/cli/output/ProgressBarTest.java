package org.amadeus.cli.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
    private static final String TRAINING = "s, iteration 140, loss 3.2619, validation 3.1731, 12,345 events/s";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    private Terminal terminal(int columns) {
        return new Terminal(new PrintStream(shown, true, StandardCharsets.UTF_8), columns);
    }

    /** What was drawn, line after line, as long as they are on the screen. */
    private List<String> lines() {
        return List.of(shown.toString(StandardCharsets.UTF_8).split("\r")).stream()
                .filter(line -> !line.isBlank())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 40, 79, 80, 100, 200})
    void noLineIsLongerThanTheTerminalIsWide(int columns) {
        try (ProgressBar bar = new ProgressBar("training", terminal(columns))) {
            bar.update(3600, 3600, TRAINING);
            bar.update(3600, 3600, "");
            bar.update(12, 0, TRAINING);
        }
        lines().forEach(line -> assertTrue(line.length() < columns, line));
        assertTrue(lines().get(0).startsWith("training"), lines()::toString);
    }

    @Test
    void whatDoesNotFitIsCutFromTheEndAndTheBarIsGivenUpFirst() {
        try (ProgressBar bar = new ProgressBar("training", terminal(81))) {
            bar.update(1800, 1800, "s");
            bar.update(1800, 1800, TRAINING);
        }
        assertEquals("training [##############################] 100 % 1800/1800 s", lines().get(0));
        assertEquals(
                "training 100 % 1800/1800 s, iteration 140, loss 3.2619, validation 3.1731, 12,34", lines().get(1));
    }

    @Test
    void aTerminalThatDoesNotSayHowWideItIsHasEightyColumns() {
        terminal(0).draw("x".repeat(200));
        assertEquals("x".repeat(79), lines().get(0));
    }

    @Test
    void wideLettersTakeTwoColumnsAndHarmfulOnesAreEscaped() {
        terminal(10).draw("\u6c34\u6c34\u6c34\u6c34\u6c34\u6c34");
        assertEquals("\u6c34\u6c34\u6c34\u6c34", lines().get(0));
        terminal(40).draw("a\u001b[2Jb\nc");
        assertEquals("a\\e[2Jb\\nc", lines().get(1));
    }

    @Test
    void aShorterLineWipesTheRestOfTheLongerOne() {
        Terminal terminal = terminal(40);
        terminal.draw("long line");
        terminal.draw("short");
        terminal.wipe();
        assertEquals("\rlong line\rshort    \r     \r", shown.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whereThereIsNoTerminalNothingIsShown() {
        try (ProgressBar bar = new ProgressBar("training", new Terminal(null, 80))) {
            bar.update(1, 1, "");
        }
        assertEquals(0, shown.size());
    }
}
