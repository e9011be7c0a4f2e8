package org.amadeus.ui.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import java.util.Optional;

/**
 * One tensor's histogram, counts on a logarithmic scale, with the range that its integers cover.
 *
 * @param title  the layer
 * @param note   what became of it
 * @param values the tensor's, or some of them
 * @param range  what the levels cover, empty where it stays a float
 */
record HistogramPanel(String title, String note, float[] values, Optional<ChosenRange> range) implements Panel {
    private static final int BINS = 180;
    private static final Color WIDE_RANGE = new Color(120, 92, 52);

    @Override
    public void draw(Graphics2D g, boolean words) {
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
            Panel.head(g, title, range.map(ChosenRange::note).orElse(note));
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
        g.setColor(Palette.FAINT);
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
