package org.amadeus.ui.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.data.compare.Comparison;
import org.amadeus.data.compare.Measure;
import org.amadeus.data.io.Printable;

/** Comparisons with one dataset as a picture: a panel for each measure, the dataset filled, a line for each folder. */
public final class DistributionSheet {
    private static final int COLUMNS = 2;
    private static final int MARGIN = 20;
    private static final int HEAD = 56;
    private static final int LEGEND_LINE = 18;

    private final List<Comparison> comparisons;

    /** @param comparisons with the same dataset, one or more */
    public DistributionSheet(List<Comparison> comparisons) {
        if (comparisons.isEmpty()) {
            throw new IllegalArgumentException("no comparison to draw");
        }
        this.comparisons = List.copyOf(comparisons);
    }

    /** Draws it as a PNG file. */
    public void writePng(Path file) throws IOException {
        Picture.writePng(draw(), file);
    }

    /** Draws it, two pixels to a point. */
    public BufferedImage draw() {
        Measure[] measures = Measure.values();
        int rows = (measures.length + COLUMNS - 1) / COLUMNS;
        int top = HEAD + LEGEND_LINE * (comparisons.size() + 1);
        int width = 2 * MARGIN + COLUMNS * DistributionPanel.WIDTH;
        return Picture.draw(width, top + rows * DistributionPanel.HEIGHT + MARGIN, g -> {
            boolean words = Labels.available();
            if (words) {
                heading(g, width - 2 * MARGIN);
            }
            for (int i = 0; i < measures.length; i++) {
                Graphics2D place = (Graphics2D) g.create(
                        MARGIN + i % COLUMNS * DistributionPanel.WIDTH,
                        top + i / COLUMNS * DistributionPanel.HEIGHT,
                        DistributionPanel.WIDTH,
                        DistributionPanel.HEIGHT);
                new DistributionPanel(measures[i], comparisons).draw(place, words);
                place.dispose();
            }
        });
    }

    private void heading(Graphics2D g, int wide) {
        g.setColor(Palette.TEXT);
        g.setFont(Labels.font(Font.BOLD, 18));
        g.drawString("Generated music beside a dataset", MARGIN, 32);
        g.setFont(Labels.font(Font.PLAIN, 12));
        for (int i = 0; i <= comparisons.size(); i++) {
            int y = HEAD + LEGEND_LINE * i;
            boolean dataset = i == comparisons.size();
            g.setColor(dataset ? DistributionPanel.DATASET : DistributionPanel.line(i));
            g.fillRect(MARGIN, y - 6, 18, dataset ? 8 : 3);
            g.setColor(Palette.FAINT);
            String name = Printable.escape(
                    dataset ? comparisons.get(0).against() : comparisons.get(i).folder());
            g.drawString(Labels.fitted(g, name, wide - 30.0), MARGIN + 26, y + 2);
        }
    }
}
