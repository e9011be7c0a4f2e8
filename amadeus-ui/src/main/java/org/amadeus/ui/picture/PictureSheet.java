package org.amadeus.ui.picture;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * Panels side by side as one picture.
 *
 * @param title  the line above them
 * @param legend the line below that
 * @param panels in order, two in a row
 */
record PictureSheet(String title, String legend, List<? extends Panel> panels) {
    private static final int COLUMNS = 2;
    private static final int HEAD = 64;

    BufferedImage draw() {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        return Picture.draw(COLUMNS * Panel.WIDTH, HEAD + rows * Panel.HEIGHT, g -> {
            // The lines under the bars lie on whole pixels.
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_DEFAULT);
            boolean words = Labels.available();
            if (words) {
                g.setColor(Palette.IVORY);
                g.setFont(Labels.font(Font.BOLD, 18));
                g.drawString(title, 20, 30);
                g.setColor(Palette.FAINT);
                g.setFont(Labels.font(Font.PLAIN, 12));
                g.drawString(legend, 20, 50);
            }
            for (int i = 0; i < panels.size(); i++) {
                Graphics2D place = (Graphics2D) g.create(
                        i % COLUMNS * Panel.WIDTH, HEAD + i / COLUMNS * Panel.HEIGHT, Panel.WIDTH, Panel.HEIGHT);
                panels.get(i).draw(place, words);
                place.dispose();
            }
        });
    }
}
