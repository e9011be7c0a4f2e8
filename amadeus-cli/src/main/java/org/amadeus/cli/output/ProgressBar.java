package org.amadeus.cli.output;

import java.io.PrintStream;
import java.util.Locale;
import org.amadeus.data.Progress;

/**
 * A line on the terminal that is drawn over itself: {@code generating [#####.....] 50 % 500/1000 note 3 s left}. Draws
 * at most ten times a second; nothing where the error stream is no terminal.
 */
public final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 30;
    private static final long NANOS_BETWEEN = 100_000_000;
    /** The first steps are slower than the others: what is left is told after a while, or a share. */
    private static final double ESTIMATE_SECONDS = 2;

    private static final double ESTIMATE_SHARE = 0.1;

    private final String label;
    private final PrintStream terminal;
    private final long began = System.nanoTime();
    private long drawn;
    private int length;

    private ProgressBar(String label, PrintStream terminal) {
        this.label = label;
        this.terminal = terminal;
    }

    /** A bar on the error stream where that is a terminal (the launcher says so), else one that stays silent. */
    public static ProgressBar on(String label) {
        return new ProgressBar(label, Boolean.getBoolean("amadeus.terminal") ? System.err : null);
    }

    /** Whether anybody sees it. */
    public boolean isVisible() {
        return terminal != null;
    }

    @Override
    public synchronized void update(long done, long total, String note) {
        long now = System.nanoTime();
        if (terminal == null || now - drawn < NANOS_BETWEEN && done != total) {
            return;
        }
        drawn = now;
        draw(line(done, total, note, (now - began) / 1e9));
    }

    private String line(long done, long total, String note, double seconds) {
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s %d %s", label, done, note);
        }
        double share = Math.min(1, (double) done / total);
        int filled = (int) (share * WIDTH);
        boolean estimates = done > 0 && done < total && (seconds >= ESTIMATE_SECONDS || share >= ESTIMATE_SHARE);
        String left = estimates ? duration(seconds * (1 - share) / share) + " left" : "";
        return String.format(
                Locale.ROOT,
                "%s [%s%s] %3.0f %% %d/%d %s %s",
                label,
                "#".repeat(filled),
                ".".repeat(WIDTH - filled),
                100 * share,
                done,
                total,
                note,
                left);
    }

    /** Seconds as people say them: 5 s, 2 min 5 s, 1 h 5 min. */
    public static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    private void draw(String line) {
        String shown = line.stripTrailing();
        terminal.print("\r" + shown + " ".repeat(Math.max(0, length - shown.length())));
        terminal.flush();
        length = shown.length();
    }

    /** Wipes the line, so that what follows stands alone. */
    @Override
    public synchronized void close() {
        if (terminal != null && length > 0) {
            terminal.print("\r" + " ".repeat(length) + "\r");
            terminal.flush();
            length = 0;
        }
    }
}
