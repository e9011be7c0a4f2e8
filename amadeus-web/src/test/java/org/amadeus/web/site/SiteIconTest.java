package org.amadeus.web.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteIconTest {
    @TempDir
    private Path folder;

    /** The folder for temporary files may be full, or gone. */
    @Test
    void takesNoRoomOnTheDisk() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        ImageIO.setCacheDirectory(gone.toFile());
        Files.delete(gone);
        byte[] png;
        try {
            png = SiteIcon.png(64, false);
        } finally {
            ImageIO.setCacheDirectory(null);
        }
        assertEquals(64, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
    }
}
