package org.amadeus.ui.picture;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.Locale;
import org.amadeus.data.compare.Measure;
import org.amadeus.quant.fidelity.Drift;

/** One measure of generated music, section by section: how far it overlaps with the float model's, beside what chance gives. */
record DriftPanel(Measure measure, Drift drift) implements Panel {
    @Override
    public void draw(Graphics2D g, boolean words) {
        int sections = drift.sections().size();
        double width = (WIDTH - 2.0 * MARGIN) / sections;
        for (int i = 0; i < sections; i++) {
            Drift.Section section = drift.sections().get(i);
            double left = MARGIN + i * width;
            bar(g, left + 0.1 * width, 0.38 * width, section.chance().get(measure), Palette.FAINT);
            bar(g, left + 0.52 * width, 0.38 * width, section.overlap().get(measure), BAR);
        }
        g.setColor(Palette.FAINT);
        g.fill(new Rectangle2D.Double(MARGIN, BASE, WIDTH - 2.0 * MARGIN, 0.7));
        if (words) {
            Panel.head(
                    g,
                    measure.title(),
                    "overlap of distributions, 0 .. 1, in successive sections of "
                            + drift.sections().get(0).to() + " events");
            for (int i = 0; i < sections; i++) {
                Drift.Section section = drift.sections().get(i);
                g.drawString(
                        String.format(
                                Locale.ROOT,
                                "%.3f (%.3f)",
                                section.overlap().get(measure),
                                section.chance().get(measure)),
                        (float) (MARGIN + i * width),
                        BASE + 15f);
            }
        }
    }

    private static void bar(Graphics2D g, double left, double width, double overlap, Color color) {
        double height = Double.isNaN(overlap) ? 0 : (BASE - TOP) * overlap;
        g.setColor(color);
        g.fill(new Rectangle2D.Double(left, BASE - height, width, height));
    }
}
