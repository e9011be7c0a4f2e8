package org.amadeus.web.site;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** The page's icon, {@code icon.svg}, in pixels: what systems ask for that take no SVG. */
final class SiteIcon {
    private static final Color BACKGROUND = new Color(0x221D2B);
    private static final Color YOU = new Color(0xFF9A5C);
    private static final Color AMADEUS = new Color(0x58C7D4);
    /** The notes, as the SVG has them: x, y, width; the first two are yours. */
    private static final int[][] NOTES = {{10, 36, 20}, {16, 26, 14}, {34, 16, 20}, {34, 26, 12}, {34, 46, 16}};

    private static final int NOTE_HEIGHT = 7;
    /** The size of the SVG. */
    private static final double SIZE = 64;

    private SiteIcon() {}

    /**
     * A PNG.
     *
     * @param maskable whether a system may cut any shape out of it: no round corners, what is drawn in the middle
     */
    static byte[] png(int pixels, boolean maskable) {
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_INT_ARGB);
        Graphics2D picture = image.createGraphics();
        picture.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        picture.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        picture.scale(pixels / SIZE, pixels / SIZE);
        picture.setColor(BACKGROUND);
        double corner = maskable ? 0 : 30;
        picture.fill(new RoundRectangle2D.Double(0, 0, SIZE, SIZE, corner, corner));
        if (maskable) {
            picture.translate(SIZE / 8, SIZE / 8);
            picture.scale(0.75, 0.75);
        }
        for (int i = 0; i < NOTES.length; i++) {
            picture.setColor(i < 2 ? YOU : AMADEUS);
            picture.fill(new RoundRectangle2D.Double(
                    NOTES[i][0], NOTES[i][1], NOTES[i][2], NOTE_HEIGHT, NOTE_HEIGHT, NOTE_HEIGHT));
        }
        picture.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        // ImageIO would keep a copy in a temporary file.
        try (MemoryCacheImageOutputStream memory = new MemoryCacheImageOutputStream(png)) {
            ImageIO.write(image, "png", memory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }
}
