package org.amadeus.ui.studio.share;

import io.nayuki.qrcodegen.QrCode;
import java.util.ArrayList;
import java.util.List;

/** A QR code for a terminal, and for a page. */
public final class QrText {
    /** Light modules around it: scanners look for them. */
    private static final int MARGIN = 4;

    private QrText() {}

    /** Lines of half blocks, light ones drawn: to be shown light on dark. */
    public static List<String> lines(String text) {
        QrCode code = code(text);
        List<String> lines = new ArrayList<>();
        for (int y = -MARGIN; y < code.size + MARGIN; y += 2) {
            StringBuilder line = new StringBuilder();
            for (int x = -MARGIN; x < code.size + MARGIN; x++) {
                // Outside of it everything is light.
                boolean above = !code.getModule(x, y);
                boolean below = y + 1 >= code.size + MARGIN || !code.getModule(x, y + 1);
                line.append(above ? below ? '\u2588' : '\u2580' : below ? '\u2584' : ' ');
            }
            lines.add(line.toString());
        }
        return lines;
    }

    /** An SVG element, dark on light. */
    static String svg(String text) {
        QrCode code = code(text);
        int width = code.size + 2 * MARGIN;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + MARGIN)
                            .append(' ')
                            .append(y + MARGIN)
                            .append("h1v1h-1z");
                }
            }
        }
        return "<svg viewBox=\"0 0 " + width + " " + width + "\" width=\"280\" height=\"280\" role=\"img\""
                + " aria-label=\"QR code\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + width + "v"
                + width + "h-" + width + "z\"/><path d=\"" + path + "\"/></svg>";
    }

    private static QrCode code(String text) {
        return QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    }
}
