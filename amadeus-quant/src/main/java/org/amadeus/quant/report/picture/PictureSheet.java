package org.amadeus.quant.report.picture;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.amadeus.data.io.AtomicFile;

/**
 * Panels side by side as one picture.
 *
 * @param title  the line above them
 * @param legend the line below that
 * @param panels in order, two in a row
 */
record PictureSheet(String title, String legend, List<? extends Panel> panels) {
    private static final int PIXELS_PER_POINT = 2;
    private static final int COLUMNS = 2;
    private static final int HEAD = 64;
    private static final Color PAPER = new Color(17, 19, 26);
    private static final Color TEXT = new Color(232, 230, 222);

    /** Draws it as a PNG file. */
    void writePng(Path file) throws IOException {
        BufferedImage image = draw();
        AtomicFile.write(file, out -> {
            // ImageIO would keep a copy in a temporary file.
            try (MemoryCacheImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
                ImageIO.write(image, "png", memory);
            }
        });
    }

    BufferedImage draw() {
        int rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        int width = COLUMNS * Panel.WIDTH;
        int height = HEAD + rows * Panel.HEIGHT;
        BufferedImage image =
                new BufferedImage(PIXELS_PER_POINT * width, PIXELS_PER_POINT * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
            g.setColor(PAPER);
            g.fillRect(0, 0, width, height);
            boolean words = wordsAvailable();
            if (words) {
                g.setColor(TEXT);
                g.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 18));
                g.drawString(title, 20, 30);
                g.setColor(Panel.FAINT);
                g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
                g.drawString(legend, 20, 50);
            }
            for (int i = 0; i < panels.size(); i++) {
                Graphics2D place = (Graphics2D) g.create(
                        i % COLUMNS * Panel.WIDTH, HEAD + i / COLUMNS * Panel.HEIGHT, Panel.WIDTH, Panel.HEIGHT);
                panels.get(i).draw(place, words);
                place.dispose();
            }
        } finally {
            g.dispose();
        }
        return image;
    }

    /** Small servers often have no fonts; a picture is drawn all the same. */
    private static boolean wordsAvailable() {
        try {
            return new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                            .createGlyphVector(new FontRenderContext(null, true, true), "0")
                            .getNumGlyphs()
                    > 0;
        } catch (RuntimeException | InternalError | LinkageError e) {
            // So the JDK says that it found no font configuration.
            return false;
        }
    }
}
