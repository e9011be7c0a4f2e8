package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The page's colours can be told apart, by day and by night: WCAG 2.2, level AA. */
class StudioColoursTest {
    private static final double TEXT = 4.5;
    private static final double SHAPES = 3;

    private final String sheet = read();

    private static String read() {
        try (InputStream css = StudioColoursTest.class.getResourceAsStream("page/studio.css")) {
            return new String(css.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The colours that the sheet names, by day or by night. */
    private Map<String, Integer> colours(boolean night) {
        Map<String, Integer> colours = new HashMap<>();
        Matcher found = Pattern.compile("--([a-z-]+): light-dark\\(#([0-9a-f]{6}), #([0-9a-f]{6})\\);")
                .matcher(sheet);
        while (found.find()) {
            colours.put(found.group(1), Integer.parseInt(found.group(night ? 3 : 2), 16));
        }
        return colours;
    }

    @ParameterizedTest
    @CsvSource({
        "ink, paper card button roll",
        "soft, paper card roll",
        "faint, paper card roll roll-shade",
        "you-ink, paper card roll roll-shade",
        "amadeus-ink, paper card",
        "alert, paper",
        "on-you, you",
        "on-amadeus, amadeus amadeus-ink",
        "card, amadeus-ink",
        "key-label, key-white"
    })
    void textIsReadable(String text, String grounds) {
        for (String ground : grounds.split(" ")) {
            assertContrast(text, ground, TEXT);
        }
    }

    @ParameterizedTest
    @CsvSource({"you, roll roll-shade card", "amadeus, roll roll-shade card", "focus, paper card roll", "faint, card"})
    void shapesStandOut(String shape, String grounds) {
        for (String ground : grounds.split(" ")) {
            assertContrast(shape, ground, SHAPES);
        }
    }

    private void assertContrast(String colour, String ground, double least) {
        for (boolean night : new boolean[] {false, true}) {
            Map<String, Integer> colours = colours(night);
            double one = luminance(colours.get(colour));
            double other = luminance(colours.get(ground));
            double contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
            assertTrue(contrast >= least, colour + " on " + ground + (night ? " by night: " : " by day: ") + contrast);
        }
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int channel) {
        double c = (channel & 0xFF) / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }
}
