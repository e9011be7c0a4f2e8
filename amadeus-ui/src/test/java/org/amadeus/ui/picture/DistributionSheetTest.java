package org.amadeus.ui.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.amadeus.data.compare.Comparison;
import org.amadeus.data.compare.MusicStatistics;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionSheetTest {
    @Test
    void everyCollectionHasItsColour(@TempDir Path folder) throws IOException {
        MusicStatistics dataset = music(0.1, 100);
        Path file = folder.resolve("sheet.png");
        new DistributionSheet(List.of(
                        new Comparison("one", music(0.2, 80), "data", dataset),
                        new Comparison("two", music(0.5, 30), "data", dataset)))
                .writePng(file);
        BufferedImage image = ImageIO.read(file.toFile());
        for (Color colour : List.of(DistributionPanel.DATASET, DistributionPanel.line(0), DistributionPanel.line(1))) {
            assertTrue(pixels(image, colour) > 500, () -> colour + ": " + pixels(image, colour) + " pixels");
        }
        assertEquals(0, pixels(image, DistributionPanel.line(2)));
    }

    /** Too short for a stretch of two seconds or of fifty notes: those panels stay empty, and nothing fails. */
    @Test
    void musicTooShortToMeasureIsDrawnWithoutIt() {
        MusicStatistics note = new MusicStatistics();
        note.add(NoteSequence.of(new Note(0, 1, 60, 64)));
        BufferedImage image = new DistributionSheet(List.of(new Comparison("a", note, "b", note))).draw();
        assertTrue(pixels(image, DistributionPanel.DATASET) > 500);
    }

    @Test
    void thereMustBeSomethingToDraw() {
        assertThrows(IllegalArgumentException.class, () -> new DistributionSheet(List.of()));
    }

    private static MusicStatistics music(double step, int velocity) {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            notes.add(new Note(i * step, i * step + step / 2, 40 + i * 7 % 31, velocity));
        }
        MusicStatistics statistics = new MusicStatistics();
        statistics.add(NoteSequence.of(notes));
        return statistics;
    }

    private static int pixels(BufferedImage image, Color colour) {
        int count = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                count += image.getRGB(x, y) == colour.getRGB() ? 1 : 0;
            }
        }
        return count;
    }
}
