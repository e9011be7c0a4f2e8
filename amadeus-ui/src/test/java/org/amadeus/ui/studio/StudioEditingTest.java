package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Notes selected and changed in the roll, in a real browser. Skipped where there is none. */
class StudioEditingTest {
    private static final List<String> PIECE =
            List.of("You C4 0.00 0.80 80", "You C5 3.00 3.80 80", "You E4 1.00 1.80 80", "You G4 2.00 2.80 80");

    @TempDir
    Path folder;

    private StudioServer studio;
    private StudioPage page;

    @BeforeEach
    void open() throws Exception {
        studio = StudioServer.start(TinyModel.studio(), 0, StudioLimits.DEFAULT);
        page = StudioPage.open(studio, 1280, 800, "");
        page.browser().driver().executeScript("document.getElementById('auto').click()");
        Path file = folder.resolve("piece.mid");
        NoteSequence notes = NoteSequence.of(
                new Note(0, 0.8, 60, 80), new Note(1, 1.8, 64, 80), new Note(2, 2.8, 67, 80), new Note(3, 3.8, 72, 80));
        MidiWriter.write(MidiFileBuilder.of("piece", notes), file);
        page.browser().find("#file").sendKeys(file.toString());
        page.browser().await("document.getElementById('count-you').textContent === '4'");
        assertEquals(PIECE, page.listed());
    }

    @AfterEach
    void close() {
        // There is no page where there is no browser.
        if (page != null) {
            page.close();
        }
        studio.close();
    }

    /** Moves to a place of the roll, from the middle of the canvas. */
    private Actions at(double seconds, int pitch) {
        @SuppressWarnings("unchecked")
        List<Number> box = (List<Number>) page.browser()
                .value("(() => { const box = document.getElementById('canvas').getBoundingClientRect();"
                        + " return [box.width, box.height]; })()");
        // As the roll lays it out: 34 pixels of keys, 90 a second, a ruler of 22, pitches 45 to 81.
        double x = 34 + 90 * seconds - box.get(0).doubleValue() / 2;
        double y = 22
                + (81.5 - pitch) * (box.get(1).doubleValue() - 22) / 37
                - box.get(1).doubleValue() / 2;
        return new Actions(page.browser().driver())
                .moveToElement(page.browser().find("#canvas"), (int) Math.round(x), (int) Math.round(y));
    }

    private void dragTo(double fromSeconds, int fromPitch, double toSeconds, int toPitch) {
        at(fromSeconds, fromPitch).clickAndHold().perform();
        at((fromSeconds + toSeconds) / 2, (fromPitch + toPitch) / 2).perform();
        at(toSeconds, toPitch).release().perform();
    }

    private void undo() {
        page.click("undo");
        assertEquals(PIECE, page.listed());
    }

    @Test
    void notesAreClickedDraggedTransposedAndDeletedAndAllOfItIsUndone() {
        at(1.4, 64).click().perform();
        assertEquals("1 note", page.text("selected"));
        dragTo(1.4, 64, 1.9, 66);
        List<String> moved = page.listed();
        String there = moved.stream()
                .filter(row -> row.startsWith("You F♯4"))
                .findFirst()
                .orElseThrow();
        assertEquals(1.5, Double.parseDouble(there.split(" ")[2]), 0.03, there);
        undo();

        at(1.4, 64).click().perform();
        at(2.4, 67).keyDown(Keys.SHIFT).click().keyUp(Keys.SHIFT).perform();
        assertEquals("2 notes", page.text("selected"));
        page.browser().find("#selection [data-semitones='12']").click();
        assertTrue(page.listed().containsAll(List.of("You E5 1.00 1.80 80", "You G5 2.00 2.80 80")), "an octave up");
        undo();

        at(1.4, 64).click().perform();
        page.type(Keys.ARROW_DOWN, Keys.ARROW_RIGHT);
        assertTrue(page.listed().contains("You E♭4 1.05 1.85 80"), () -> page.listed()
                .toString());
        page.click("undo");
        undo();

        at(1.4, 64).click().perform();
        page.type(Keys.DELETE);
        assertEquals(3, page.count("you"));
        assertEquals(true, page.browser().value("document.getElementById('selection').hidden"));
        undo();
        assertEquals(List.of(), page.complaints());
    }

    @Test
    void aStretchIsDraggedAndAClickBesideTheNotesStillChoosesAPlace() {
        dragTo(0.9, 50, 2.95, 50);
        assertEquals("2 notes, 2.0 s", page.text("selected").replace("2.1", "2.0"));
        page.type(Keys.BACK_SPACE);
        assertEquals(List.of(PIECE.get(0), PIECE.get(1)), page.listed());
        undo();
        at(1.95, 50).click().perform();
        assertEquals("Go on from here", page.text("answer-label"));
        assertEquals(true, page.browser().value("document.getElementById('selection').hidden"));
    }

    @Test
    void theKeyboardAloneSelectsToo() {
        page.browser().driver().executeScript("document.getElementById('canvas').focus()");
        page.type(Keys.HOME, ".", ".");
        assertEquals("1 note", page.text("selected"));
        page.type(Keys.ARROW_UP);
        assertTrue(page.listed().contains("You F4 1.00 1.80 80"), () -> page.listed()
                .toString());
        page.type(Keys.ESCAPE, Keys.HOME);
        Actions shift = new Actions(page.browser().driver()).keyDown(Keys.SHIFT);
        for (int i = 0; i < 5; i++) {
            shift.sendKeys(Keys.ARROW_RIGHT);
        }
        shift.keyUp(Keys.SHIFT).perform();
        assertEquals("2 notes, 1.3 s", page.text("selected"));
        new Actions(page.browser().driver())
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .perform();
        assertEquals("4 notes, 3.8 s", page.text("selected"));
    }

    @Test
    void fingersSelectByTapsAndByTheRuler() {
        touch("touchStart", 1.4, 64);
        touch("touchEnd", 1.4, 64);
        assertEquals("1 note", page.text("selected"));
        touch("touchStart", 2.4, 67);
        touch("touchEnd", 2.4, 67);
        assertEquals("2 notes", page.text("selected"), "a second tap adds");
        touch("touchStart", 2.4, 67);
        touch("touchMove", 2.4, 69);
        touch("touchMove", 2.4, 72);
        touch("touchEnd", 2.4, 72);
        assertTrue(page.listed().contains("You A4 1.00 1.80 80"), () -> page.listed()
                .toString());
        undo();
        // The ruler is above the highest pitch.
        touch("touchStart", 1.9, 82);
        touch("touchMove", 2.5, 82);
        touch("touchMove", 3.5, 82);
        touch("touchEnd", 3.5, 82);
        assertEquals("2 notes, 1.6 s", page.text("selected"));
    }

    private void touch(String type, double seconds, int pitch) {
        @SuppressWarnings("unchecked")
        List<Number> box = (List<Number>) page.browser()
                .value("(() => { const box = document.getElementById('canvas').getBoundingClientRect();"
                        + " return [box.x, box.y, box.height]; })()");
        double x = box.get(0).doubleValue() + 34 + 90 * seconds;
        double y = box.get(1).doubleValue() + 22 + (81.5 - pitch) * (box.get(2).doubleValue() - 22) / 37;
        List<Map<String, Double>> points = type.equals("touchEnd") ? List.of() : List.of(Map.of("x", x, "y", y));
        page.browser()
                .driver()
                .executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", points));
    }
}
