package org.amadeus.ui.picture;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.amadeus.data.io.AtomicFile;

/** A sheet of dark paper, two pixels to a point. */
final class Picture {
    private static final int PIXELS_PER_POINT = 2;

    private Picture() {}

    /** Draws on a sheet of so many points. */
    static BufferedImage draw(int width, int height, Consumer<Graphics2D> drawing) {
        BufferedImage image =
                new BufferedImage(PIXELS_PER_POINT * width, PIXELS_PER_POINT * height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.scale(PIXELS_PER_POINT, PIXELS_PER_POINT);
            g.setColor(Palette.PAPER);
            g.fillRect(0, 0, width, height);
            drawing.accept(g);
        } finally {
            g.dispose();
        }
        return image;
    }

    /** Writes a PNG file, whole or not at all. */
    static void writePng(BufferedImage image, Path file) throws IOException {
        AtomicFile.write(file, out -> {
            // ImageIO would keep a copy in a temporary file.
            try (MemoryCacheImageOutputStream memory = new MemoryCacheImageOutputStream(out)) {
                ImageIO.write(image, "png", memory);
            }
        });
    }
}
