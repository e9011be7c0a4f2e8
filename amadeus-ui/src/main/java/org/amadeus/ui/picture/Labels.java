package org.amadeus.ui.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.util.Locale;

/** Text in a picture, where the machine has fonts: small servers often have none, and a picture is drawn all the same. */
final class Labels {
    private Labels() {}

    static boolean available() {
        try {
            return font(Font.PLAIN, 12)
                            .createGlyphVector(new FontRenderContext(null, true, true), "C4")
                            .getNumGlyphs()
                    > 0;
        } catch (RuntimeException | InternalError | LinkageError e) {
            // So the JDK says that it found no font configuration.
            return false;
        }
    }

    static Font font(int style, float size) {
        return new Font(Font.SANS_SERIF, style, 12).deriveFont(size);
    }

    static void centred(Graphics2D g, String text, double x, double y) {
        g.drawString(text, (float) (x - width(g, text) / 2), (float) y);
    }

    static void rightAligned(Graphics2D g, String text, double x, double y) {
        g.drawString(text, (float) (x - width(g, text)), (float) y);
    }

    /** The text, shortened to at most so many points. */
    static String fitted(Graphics2D g, String text, double most) {
        if (width(g, text) <= most) {
            return text;
        }
        int length = text.length();
        while (length > 1 && width(g, text.substring(0, length) + " …") > most) {
            length--;
        }
        return text.substring(0, length) + " …";
    }

    /** {@code 12 s}, {@code 0.5 s}, {@code 3:20}, {@code 1:02:00}. */
    static String time(double seconds) {
        if (seconds < 60) {
            return seconds == Math.rint(seconds) ? (int) seconds + " s" : String.format(Locale.ROOT, "%.1f s", seconds);
        }
        int whole = (int) Math.round(seconds);
        return whole < 3600
                ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private static double width(Graphics2D g, String text) {
        return g.getFontMetrics().getStringBounds(text, g).getWidth();
    }
}
