package org.amadeus.quant.report.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Optional;

/**
 * One tensor's histogram, counts on a logarithmic scale, with the range that int8 covers.
 *
 * @param title  the layer
 * @param note   what became of it
 * @param values the tensor's, or some of them
 * @param range  what 256 levels cover, empty where it stays a float
 */
record HistogramPanel(String title, String note, float[] values, Optional<ChosenRange> range) {
    static final int WIDTH = 470;
    static final int HEIGHT = 170;

    private static final int BINS = 180;
    private static final int MARGIN = 20;
    private static final int TOP = 46;
    private static final int BASE = HEIGHT - 26;
    private static final Color BAR = new Color(96, 146, 214);
    private static final Color RANGE = new Color(246, 174, 72);
    private static final Color WIDE_RANGE = new Color(120, 92, 52);
    private static final Color TEXT = new Color(206, 211, 226);
    private static final Color FAINT = new Color(134, 141, 164);

    /** @param words whether the machine has fonts */
    void draw(Graphics2D g, boolean words) {
        Histogram histogram = Histogram.of(values, BINS);
        double low = range.map(r -> Math.min(r.wideLow(), histogram.low())).orElse(histogram.low());
        double high = range.map(r -> Math.max(r.wideHigh(), histogram.high())).orElse(histogram.high());
        double scale = (WIDTH - 2 * MARGIN) / (high - low);
        range.ifPresent(r -> {
            line(g, MARGIN + (r.wideLow() - low) * scale, WIDE_RANGE);
            line(g, MARGIN + (r.wideHigh() - low) * scale, WIDE_RANGE);
        });
        bars(g, histogram, MARGIN + (histogram.low() - low) * scale, (histogram.high() - histogram.low()) * scale);
        range.ifPresent(r -> {
            line(g, MARGIN + (r.narrowLow() - low) * scale, RANGE);
            line(g, MARGIN + (r.narrowHigh() - low) * scale, RANGE);
        });
        if (words) {
            g.setColor(TEXT);
            g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 13));
            g.drawString(title, MARGIN, 18);
            g.setColor(FAINT);
            g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 11));
            g.drawString(range.map(ChosenRange::note).orElse(note), MARGIN, 34);
            g.drawString(number(low), MARGIN, BASE + 15);
            String right = number(high);
            g.drawString(right, WIDTH - MARGIN - g.getFontMetrics().stringWidth(right), BASE + 15);
            if (low < 0 && high > 0) {
                g.drawString("0", (float) (MARGIN - low * scale) - 3, BASE + 15f);
            }
        }
    }

    private static void bars(Graphics2D g, Histogram histogram, double left, double wide) {
        g.setColor(BAR);
        double tallest = Math.log1p(histogram.peak());
        double width = wide / BINS;
        for (int bin = 0; bin < BINS; bin++) {
            double height = (BASE - TOP) * Math.log1p(histogram.counts()[bin]) / tallest;
            g.fill(new Rectangle2D.Double(left + bin * width, BASE - height, Math.max(width, 0.5), height));
        }
        g.setColor(FAINT);
        g.setStroke(new BasicStroke(0.7f));
        g.drawLine(MARGIN, BASE, WIDTH - MARGIN, BASE);
    }

    private static void line(Graphics2D g, double x, Color color) {
        g.setColor(color);
        g.fill(new Rectangle2D.Double(x - 0.6, TOP, 1.2, BASE - TOP));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
