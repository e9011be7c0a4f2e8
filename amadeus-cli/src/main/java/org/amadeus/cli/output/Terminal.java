package org.amadeus.cli.output;

import java.io.PrintStream;
import org.amadeus.data.io.Printable;

/**
 * The terminal that the error stream may be: one line of it, which is drawn over itself. A line that is longer than the
 * terminal is wide would wrap, and could not be drawn over any more: it is cut.
 */
public final class Terminal {
    private static final int USUAL_COLUMNS = 80;
    /** From here on letters may take two columns. */
    private static final int FIRST_WIDE = 0x1100;

    private final PrintStream out;
    private final int columns;
    private int drawn;

    /**
     * @param out     null where there is none
     * @param columns how wide it is; 0 where it does not say
     */
    Terminal(PrintStream out, int columns) {
        this.out = out;
        this.columns = columns > 0 ? columns : USUAL_COLUMNS;
    }

    /** The terminal that the error stream is, as the launcher says, or one that shows nothing. */
    public static Terminal ofErrors() {
        return isThere() ? new Terminal(System.err, Integer.getInteger("amadeus.columns", 0)) : new Terminal(null, 0);
    }

    /** Whether the error stream is a terminal. */
    public static boolean isThere() {
        return Boolean.getBoolean("amadeus.terminal");
    }

    /** Whether anybody sees what is drawn. */
    public boolean isVisible() {
        return out != null;
    }

    /** How long a line may be: the cursor stays in it. */
    public int room() {
        return columns - 1;
    }

    /** Draws a line over the one that was drawn before. */
    public void draw(String line) {
        if (out != null) {
            String shown = cut(Printable.escape(line));
            int width = width(shown);
            out.print("\r" + shown + " ".repeat(Math.max(0, drawn - width)));
            out.flush();
            drawn = width;
        }
    }

    /** Wipes the line, so that what follows stands alone. */
    public void wipe() {
        if (drawn > 0) {
            out.print("\r" + " ".repeat(drawn) + "\r");
            out.flush();
            drawn = 0;
        }
    }

    private String cut(String line) {
        int width = 0;
        for (int at = 0; at < line.length(); ) {
            int point = line.codePointAt(at);
            width += columnsOf(point);
            if (width > room()) {
                return line.substring(0, at);
            }
            at += Character.charCount(point);
        }
        return line;
    }

    private static int width(String line) {
        return line.codePoints().map(Terminal::columnsOf).sum();
    }

    private static int columnsOf(int point) {
        return point < FIRST_WIDE ? 1 : 2;
    }
}
