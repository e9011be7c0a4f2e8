package org.amadeus.ui.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PianoRollTest {
    @TempDir
    private Path folder;

    private static final NoteSequence NOTES =
            NoteSequence.of(new Note(0, 1, 60, 20), new Note(2, 3, 64, 64), new Note(4, 5, 67, 120));

    private static int brightness(int rgb) {
        return (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF) + (rgb & 0xFF);
    }

    @Test
    void notesAreWhereTheyBelongAndLouderOnesBrighter() {
        RollLayout at = new RollLayout(NOTES);
        BufferedImage image = new PianoRoll(NOTES, "three notes").draw();
        int before = 0;
        for (Note note : NOTES) {
            int x = (int) (2 * at.x(0, (note.start() + note.end()) / 2));
            int y = 2 * at.y(0, note.pitch()) + RollLayout.ROW;
            assertEquals(Palette.ofVelocity(note.velocity()).getRGB(), image.getRGB(x, y));
            assertTrue(brightness(image.getRGB(x, y)) > before);
            before = brightness(image.getRGB(x, y));
            int silent = image.getRGB((int) (2 * at.x(0, note.start() - 0.3 + (note.start() == 0 ? 1.6 : 0))), y);
            assertTrue(brightness(silent) < 150, () -> Integer.toHexString(silent));
        }
    }

    @Test
    void everyVelocityIsBrighterThanTheOneBefore() {
        for (int velocity = 11; velocity <= 120; velocity++) {
            int now = brightness(Palette.ofVelocity(velocity).getRGB());
            assertTrue(now >= brightness(Palette.ofVelocity(velocity - 1).getRGB()) - 1, "velocity " + velocity);
        }
    }

    @Test
    void thePngIsThePicture() throws Exception {
        Path png = folder.resolve("roll.png");
        PianoRoll roll = new PianoRoll(NOTES, "three notes");
        roll.writePng(png);
        BufferedImage read = ImageIO.read(png.toFile());
        BufferedImage drawn = roll.draw();
        assertEquals(drawn.getWidth(), read.getWidth());
        assertEquals(drawn.getRGB(400, 300), read.getRGB(400, 300));
    }

    @Test
    void hoursOfMusicMakeAPictureOfBoundedSize() {
        NoteSequence day = NoteSequence.of(new Note(0, 1, 0, 64), new Note(86_000, 86_400, 127, 64));
        RollLayout at = new RollLayout(day);
        assertTrue(at.width() <= 2600 && at.height() <= 20_000, at.width() + " x " + at.height());
        assertEquals(16, at.systems);
        assertTrue(at.secondsPerSystem / at.step() < 40, "" + at.step());
    }

    @Test
    void aLongPieceIsBrokenIntoSystems() {
        NoteSequence minute =
                NoteSequence.of(new Note(0, 1, 60, 64), new Note(18, 22, 72, 64), new Note(59, 60, 64, 64));
        RollLayout at = new RollLayout(minute);
        assertEquals(3, at.systems);
        BufferedImage image = new PianoRoll(minute, "a minute").draw();
        int colour = Palette.ofVelocity(64).getRGB();
        // The note that crosses the break is drawn at the end of one system and at the start of the next.
        assertEquals(colour, image.getRGB((int) (2 * at.x(0, 19)), 2 * at.y(0, 72) + RollLayout.ROW));
        assertEquals(colour, image.getRGB((int) (2 * at.x(1, 21)), 2 * at.y(1, 72) + RollLayout.ROW));
    }

    @Test
    void nothingToDrawIsAnError() {
        AmadeusException e = assertThrows(AmadeusException.class, () -> new PianoRoll(NoteSequence.of(), "empty.mid"));
        assertEquals("empty.mid: has no notes to draw", e.getMessage());
    }
}
