package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** A piece rewritten, saved and opened, and played on instruments, in a real browser. Skipped where there is none. */
class StudioPieceTest {
    private static final Path FAKE_MIDI = Path.of("src/test/js/fake-midi.js");

    @TempDir
    Path folder;

    private StudioServer studio;
    private StudioPage page;

    @BeforeEach
    void open() throws Exception {
        studio = StudioServer.start(TinyModel.studio(), 0, StudioLimits.DEFAULT);
        page = StudioPage.open(studio, 1280, 800, Files.readString(FAKE_MIDI)).hurry();
    }

    @AfterEach
    void close() {
        // There is no page where there is no browser.
        if (page != null) {
            page.close();
        }
        studio.close();
    }

    private void run(String script) {
        page.browser().driver().executeScript(script);
    }

    private void phrase() {
        page.type("a", "d", "g", "k", Keys.ENTER);
        page.await("answering");
        page.await("idle");
    }

    @Test
    void aStretchIsRewrittenAndTheRestStays() {
        phrase();
        List<String> before = page.listed();
        run("document.getElementById('canvas').focus()");
        page.type(Keys.HOME);
        page.type(Keys.ARROW_RIGHT);
        // Three steps of a quarter of a second, at twice the tempo.
        new Actions(page.browser().driver())
                .keyDown(Keys.SHIFT)
                .sendKeys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT)
                .keyUp(Keys.SHIFT)
                .perform();
        assertTrue(page.text("selected").endsWith(", 0.4 s"), page.text("selected"));
        page.click("rewrite");
        page.await("rewriting");
        page.await("playing");
        assertTrue(page.text("status").startsWith("Rewritten."), page.text("status"));
        page.click("play");
        page.await("idle");
        List<String> after = page.listed();
        assertEquals(outside(before), outside(after));
        assertNotEquals(before, after);
        List<String> within = after.stream().filter(row -> !isOutside(row)).toList();
        assertTrue(!within.isEmpty() && within.stream().allMatch(row -> row.startsWith("Amadeus")), within::toString);
        page.click("undo");
        assertEquals(before, page.listed());
        assertEquals(List.of(), page.complaints());
    }

    /** The notes that begin before 0.125 s, as the clock has it, or from 0.5 s on, without their ends, which a key that is struck anew cuts. */
    private static List<String> outside(List<String> rows) {
        return rows.stream()
                .filter(StudioPieceTest::isOutside)
                .map(row -> row.replaceFirst("(\\S+ \\S+ \\S+) \\S+", "$1"))
                .toList();
    }

    private static boolean isOutside(String row) {
        double start = Double.parseDouble(row.split(" ")[2]);
        return start < 0.125 || start >= 0.5;
    }

    @Test
    void aPieceIsSavedWithItsSettingsAndOpensWithThem() throws Exception {
        phrase();
        List<String> piece = page.listed();
        run(
                "const daring = document.getElementById('temperature'); daring.value = 1.3;"
                        + " daring.dispatchEvent(new Event('input'));"
                        + " const mode = document.getElementById('mode'); mode.value = 'echo'; mode.dispatchEvent(new Event('input'));"
                        + " const share = document.getElementById('share-4'); share.value = 9; share.dispatchEvent(new Event('input'))");
        Path file = page.download("save-midi", "amadeus.mid", folder);
        run("localStorage.clear()");
        page.click("clear");
        page.browser().driver().navigate().refresh();
        page.browser().await("document.getElementById('card')?.children.length > 0");
        assertEquals("1", page.browser().value("document.getElementById('temperature').value"));
        page.browser().find("#file").sendKeys(file.toString());
        page.browser().await("Number(document.getElementById('count-amadeus').textContent) > 0");
        StudioPage.assertSameNotes(piece, page.listed());
        assertEquals("1.3", page.browser().value("document.getElementById('temperature').value"));
        assertEquals("echo", page.browser().value("document.getElementById('mode').value"));
        assertEquals("9", page.browser().value("document.getElementById('share-4').value"));
        assertEquals("200", page.browser().value("document.getElementById('tempo').value"));
        // A second opens after it, and changes no setting.
        run(
                "const daring = document.getElementById('temperature'); daring.value = 0.7; daring.dispatchEvent(new Event('input'))");
        page.browser().find("#file").sendKeys(file.toString());
        page.browser()
                .await("document.getElementById('count-amadeus').textContent === '"
                        + 2
                                * piece.stream()
                                        .filter(row -> row.startsWith("Amadeus"))
                                        .count() + "'");
        assertEquals("0.7", page.browser().value("document.getElementById('temperature').value"));
    }

    @Test
    void anInstrumentPlaysInThePagesPlaceAndIsRememberedByItsName() {
        run("keys.plug('s', 'Synth', 'output'); keys.plug('b', 'Other')");
        page.click("midi");
        page.browser().await("document.getElementById('midi-label').textContent.includes('Other')");
        choose("midi-out", "Synth");
        choose("midi-in", "Other");
        assertEquals("Other", page.text("midi-label"));
        run("keys.send(0x90, 60, 90)");
        assertEquals(0, page.count("you"), "it is not listened to");
        run("keys.sendFrom('b', 0x90, 62, 90); keys.sendFrom('b', 0x80, 62, 0)");
        page.type(Keys.ENTER);
        page.await("answering");
        page.await("idle");
        long strikes = (Long) page.browser().value("keys.sent.filter(({ data }) => data[0] === 0x90).length");
        assertEquals(page.count("you") + page.count("amadeus"), strikes);
        assertEquals(
                0L,
                page.browser()
                        .value(
                                "keys.sent.reduce((sounding, { data: [status, pitch] }) => { if (status === 0x90)"
                                        + " sounding.add(pitch); else sounding.delete(pitch); return sounding; }, new Set()).size"));
        run("keys.unplug('s')");
        page.browser().await("document.getElementById('status').textContent.startsWith('Synth is not there')");
        run("keys.plug('s', 'Synth', 'output'); keys.sent.length = 0");
        page.type("a");
        assertTrue((Long) page.browser().value("keys.sent.length") > 0, "it plays again");
        assertEquals("Synth", page.browser().value("localStorage.getItem('amadeus.midi.midi-out')"));
        assertEquals(List.of(), page.complaints());
    }

    private void choose(String list, String name) {
        run("const list = document.getElementById('" + list + "'); list.value = '" + name + "';"
                + " list.dispatchEvent(new Event('change'))");
    }
}
