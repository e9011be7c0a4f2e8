package org.amadeus.cli.output;

import java.util.Locale;
import org.amadeus.data.Progress;

/**
 * A line on the terminal that is drawn over itself: {@code generating [#####.....] 50 %, 3 s left, 500/1000 note}. What comes
 * last is cut where the terminal is narrow. Draws at most ten times a second; nothing where the error stream is no terminal.
 */
public final class ProgressBar implements Progress, AutoCloseable {
    private static final int WIDTH = 30;
    /** A narrower bar is none. */
    private static final int NARROWEST = 6;

    private static final long NANOS_BETWEEN = 100_000_000;
    /** The first steps are slower than the others: what is left is told after a while, or a share. */
    private static final double ESTIMATE_SECONDS = 2;

    private static final double ESTIMATE_SHARE = 0.1;

    private final String label;
    private final Terminal terminal;
    private final long began = System.nanoTime();
    private long drawn;

    ProgressBar(String label, Terminal terminal) {
        this.label = label;
        this.terminal = terminal;
    }

    /** A bar on the error stream where that is a terminal (the launcher says so), else one that stays silent. */
    public static ProgressBar on(String label) {
        return new ProgressBar(label, Terminal.ofErrors());
    }

    /** Whether anybody sees it. */
    public boolean isVisible() {
        return terminal.isVisible();
    }

    @Override
    public synchronized void update(long done, long total, String note) {
        long now = System.nanoTime();
        if (!isVisible() || now - drawn < NANOS_BETWEEN && done != total) {
            return;
        }
        drawn = now;
        terminal.draw(line(done, total, note, (now - began) / 1e9));
    }

    private String line(long done, long total, String note, double seconds) {
        if (total <= 0) {
            return String.format(Locale.ROOT, "%s %d %s", label, done, note);
        }
        double share = Math.min(1, (double) done / total);
        boolean estimates = done > 0 && done < total && (seconds >= ESTIMATE_SECONDS || share >= ESTIMATE_SHARE);
        String left = estimates ? ", " + duration(seconds * (1 - share) / share) + " left," : "";
        String text = String.format(Locale.ROOT, "%3.0f %%%s %d/%d %s", 100 * share, left, done, total, note)
                .stripTrailing();
        return label + " " + bar(share, terminal.room() - label.length() - text.length()) + text;
    }

    /** @param room how many letters it may have, the space around it too */
    private static String bar(double share, int room) {
        int width = Math.min(WIDTH, room - " [] ".length());
        if (width < NARROWEST) {
            return "";
        }
        int filled = (int) (share * width);
        return "[" + "#".repeat(filled) + ".".repeat(width - filled) + "] ";
    }

    /** Seconds as people say them: 5 s, 2 min 5 s, 1 h 5 min. */
    public static String duration(double seconds) {
        long s = Math.round(seconds);
        if (s < 60) {
            return s + " s";
        }
        return s < 3600 ? s / 60 + " min " + s % 60 + " s" : s / 3600 + " h " + s % 3600 / 60 + " min";
    }

    /** Wipes the line, so that what follows stands alone. */
    @Override
    public synchronized void close() {
        terminal.wipe();
    }
}
