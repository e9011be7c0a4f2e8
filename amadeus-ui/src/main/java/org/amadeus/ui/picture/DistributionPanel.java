package org.amadeus.ui.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.Locale;
import org.amadeus.data.compare.Comparison;
import org.amadeus.data.compare.Measure;

/** The bins of one measure, each as wide as any other. */
record DistributionPanel(Measure measure, List<Comparison> comparisons) {
    static final int WIDTH = 430;
    static final int HEIGHT = 170;
    static final Color DATASET = new Color(70, 84, 122);

    private static final Color[] LINES = {
        new Color(246, 174, 72), new Color(96, 200, 160), new Color(222, 110, 150), new Color(150, 190, 255)
    };
    private static final int LEFT = 4;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 30;
    private static final int BASE = HEIGHT - 26;

    /** The colour of a comparison, by its number. */
    static Color line(int comparison) {
        return LINES[comparison % LINES.length];
    }

    /** @param words whether the machine has fonts */
    void draw(Graphics2D g, boolean words) {
        double[] dataset = measure.shares(comparisons.get(0).dataset().of(measure));
        double tallest = most(dataset, 1e-9);
        for (Comparison comparison : comparisons) {
            tallest = most(measure.shares(comparison.generated().of(measure)), tallest);
        }
        g.setColor(DATASET);
        g.fill(steps(dataset, tallest, true));
        g.setStroke(new BasicStroke(1.6f));
        for (int i = 0; i < comparisons.size(); i++) {
            g.setColor(line(i));
            g.draw(steps(measure.shares(comparisons.get(i).generated().of(measure)), tallest, false));
        }
        g.setColor(Palette.FAINT);
        g.drawLine(LEFT, BASE, RIGHT, BASE);
        if (words) {
            words(g, dataset.length);
        }
    }

    private static double most(double[] shares, double most) {
        double found = most;
        for (double share : shares) {
            found = Math.max(found, share);
        }
        return found;
    }

    private static Path2D steps(double[] shares, double tallest, boolean closed) {
        Path2D path = new Path2D.Double();
        double wide = (double) (RIGHT - LEFT) / shares.length;
        path.moveTo(LEFT, BASE);
        for (int bin = 0; bin < shares.length; bin++) {
            double y = BASE - (BASE - TOP) * shares[bin] / tallest;
            path.lineTo(LEFT + bin * wide, y);
            path.lineTo(LEFT + (bin + 1) * wide, y);
        }
        path.lineTo(RIGHT, BASE);
        if (closed) {
            path.closePath();
        }
        return path;
    }

    private void words(Graphics2D g, int bins) {
        g.setColor(Palette.TEXT);
        g.setFont(Labels.font(Font.BOLD, 13));
        g.drawString(measure.title() + ", " + measure.unit(), LEFT, 16);
        g.setFont(Labels.font(Font.PLAIN, 11));
        g.setColor(Palette.FAINT);
        if (comparisons.size() == 1 && !Double.isNaN(comparisons.get(0).overlap(measure))) {
            String overlap = String.format(
                    Locale.ROOT, "overlap %.2f", comparisons.get(0).overlap(measure));
            Labels.rightAligned(g, overlap, RIGHT, 16);
        }
        double[] edges = measure.edges();
        double wide = (double) (RIGHT - LEFT) / bins;
        for (int edge = 0; edge < edges.length; edge += Math.max(1, edges.length / 5)) {
            Labels.centred(g, number(edges[edge]), LEFT + (edge + 1) * wide, BASE + 15.0);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : String.format(Locale.ROOT, "%.2g", value);
    }
}
