package org.amadeus.ui.studio.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.nayuki.qrcodegen.QrCode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrTextTest {
    private static final String TEXT = "http://192.168.178.42:8080/join?code=ABCDEFGH";
    private static final int MARGIN = 4;

    private final QrCode code = QrCode.encodeText(TEXT, QrCode.Ecc.MEDIUM);

    @Test
    void theTerminalShowsItsModulesLightOnDark() {
        List<String> lines = QrText.lines(TEXT);
        int width = code.size + 2 * MARGIN;
        assertEquals((width + 1) / 2, lines.size());
        assertTrue(width <= 78, "it fits a terminal: " + width);
        for (int y = 0; y < width; y++) {
            String line = lines.get(y / 2);
            assertEquals(width, line.length());
            for (int x = 0; x < width; x++) {
                String lit = y % 2 == 0 ? "\u2588\u2580" : "\u2588\u2584";
                boolean light = lit.indexOf(line.charAt(x)) >= 0;
                assertEquals(!code.getModule(x - MARGIN, y - MARGIN), light, x + ", " + y);
            }
        }
    }

    @Test
    void thePageShowsTheSameDarkOnLight() {
        String svg = QrText.svg(TEXT);
        Matcher squares = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(svg);
        int dark = 0;
        while (squares.find()) {
            dark++;
            assertTrue(code.getModule(
                    Integer.parseInt(squares.group(1)) - MARGIN, Integer.parseInt(squares.group(2)) - MARGIN));
        }
        int expected = 0;
        for (int i = 0; i < code.size * code.size; i++) {
            expected += code.getModule(i % code.size, i / code.size) ? 1 : 0;
        }
        assertEquals(expected, dark);
    }
}
