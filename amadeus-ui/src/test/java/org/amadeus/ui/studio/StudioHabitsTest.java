package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** What people do without thinking, in a real browser. Skipped where there is none. */
class StudioHabitsTest {
    private static final Path FAKE_MIDI = Path.of("src/test/js/fake-midi.js");

    @TempDir
    Path folder;

    private StudioServer studio;

    @BeforeEach
    void start() {
        studio = StudioServer.start(TinyModel.studio(), 0, StudioLimits.DEFAULT);
    }

    @AfterEach
    void stop() {
        studio.close();
    }

    @Test
    void enterAndSpaceMeanTheSameAfterAClick() throws Exception {
        try (StudioPage page =
                StudioPage.open(studio, 1400, 900, Files.readString(FAKE_MIDI)).hurry()) {
            page.click("midi");
            page.browser().await("document.getElementById('midi-label').textContent === 'Fake Keys'");
            page.browser().driver().executeScript("keys.send(0x90, 60, 90); keys.send(0x80, 60, 0)");
            page.await("listening");
            page.type(Keys.ENTER);
            page.await("answering");
            assertEquals(1L, page.browser().value("keys.requests"), "MIDI was asked for again");
            page.await("idle");
            for (String control : List.of("volume", "zoom-in", "auto", "midi")) {
                page.click(control);
                page.type(Keys.SPACE);
                page.await("playing");
                page.type(Keys.SPACE);
                page.await("idle");
            }
            page.click("midi");
            page.browser().driver().executeScript("keys.send(0x90, 62, 90); keys.send(0x80, 62, 0)");
            assertEquals(2, page.count("you"), "a note came twice");
            page.type("r");
            assertEquals("listening", page.browser().value("document.body.dataset.state"));
            assertEquals(true, page.browser().value("document.getElementById('another').disabled"));
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void aControlThatTheKeyboardReachedIsPressedByIt() {
        try (StudioPage page = StudioPage.open(studio, 1400, 900, "").hurry()) {
            page.type("a", Keys.ENTER);
            page.await("answering");
            page.await("idle");
            page.browser().driver().executeScript("document.getElementById('undo').focus()");
            page.type(Keys.ENTER);
            assertEquals(0, page.count("amadeus"));
            assertEquals("idle", page.browser().value("document.body.dataset.state"));
        }
    }

    @Test
    void undoInATextFieldIsTheFieldsOwn() {
        try (StudioPage page = StudioPage.open(studio, 1400, 900, "").hurry()) {
            // However long a busy machine takes, no answer comes between.
            page.click("auto");
            page.type("a", "d");
            page.click("play");
            page.await("idle");
            page.browser().driver().executeScript("document.getElementById('fresh').click()");
            page.browser().find("#seed").click();
            page.browser().find("#seed").sendKeys("12", Keys.chord(Keys.CONTROL, "z"));
            assertEquals(2, page.count("you"));
            // Back to the keys.
            page.browser().find("#seed").sendKeys(Keys.ENTER);
            new Actions(page.browser().driver())
                    .keyDown(Keys.CONTROL)
                    .sendKeys("z")
                    .keyUp(Keys.CONTROL)
                    .perform();
            assertEquals(0, page.count("you"));
        }
    }

    @Test
    void aReloadBringsThePieceAndTheSettingsBack() {
        try (StudioPage page = StudioPage.open(studio, 1400, 900, "").hurry()) {
            page.type("a", "d", "g", Keys.ENTER);
            page.await("answering");
            page.await("idle");
            List<String> piece = page.listed();
            page.browser()
                    .driver()
                    .executeScript("document.getElementById('guided').click();"
                            + " const share = document.getElementById('share-3'); share.value = 9;"
                            + " share.dispatchEvent(new Event('input', { bubbles: true }))");
            page.type("v");
            assertEquals("96", page.browser().value("document.querySelector('.loudness output').textContent"));
            // In the middle of a phrase.
            page.type("h");
            page.browser().driver().navigate().refresh();
            page.browser().await("document.getElementById('status')?.textContent === 'Your last piece is back.'");
            List<String> back = page.listed();
            assertTrue(back.containsAll(piece), back + " instead of " + piece);
            assertEquals(piece.size() + 1, back.size());
            assertEquals("9", page.browser().value("document.getElementById('share-3').value"));
            assertEquals("96", page.browser().value("document.querySelector('.loudness output').textContent"));
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void whereTheBrowserKeepsNothingThePagePlaysAllTheSame() {
        String refusal = "for (const place of ['localStorage', 'sessionStorage', 'indexedDB'])"
                + " Object.defineProperty(globalThis, place,"
                + " { get() { throw new DOMException('Access is denied', 'SecurityError'); } });"
                + " addEventListener('DOMContentLoaded', () => new MutationObserver(() =>"
                + " (globalThis.said ??= []).push(document.getElementById('status').textContent))"
                + " .observe(document.getElementById('status'), { childList: true, characterData: true, subtree: true }));";
        try (StudioPage page = StudioPage.open(studio, 1400, 900, refusal)) {
            page.browser().await("globalThis.said?.some((word) => word.startsWith('The browser keeps nothing'))");
            assertEquals(false, page.browser().value(asksBeforeItGoes()), "there is nothing to lose");
            page.hurry();
            page.type("a", "d", "g", Keys.ENTER);
            page.await("answering");
            page.await("idle");
            assertTrue(page.count("amadeus") > 0);
            page.browser().await(asksBeforeItGoes());
            assertEquals(List.of(), page.complaints());
        }
    }

    private static String asksBeforeItGoes() {
        return "!dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    }

    @ParameterizedTest
    @CsvSource({"390, 844", "844, 390", "768, 1024", "1400, 900"})
    void whatPlaysIsInViewAndUnderNothing(int width, int height) {
        try (StudioPage page = StudioPage.open(studio, width, height, "").sized(width, height)) {
            for (String id : List.of("answer", "play", "another", "pedal", "help", "lower", "higher")) {
                String hit = "(() => { const box = (document.getElementById('" + id + "').closest('label')"
                        + " ?? document.getElementById('" + id + "')).getBoundingClientRect();"
                        + " const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];"
                        + " const top = document.elementFromPoint(x, y);"
                        + " return !!top?.closest('label, button')?.querySelector('#" + id
                        + "') || top?.closest('button')?.id === '"
                        + id + "'; })()";
                assertEquals(true, page.browser().value(hit), id + " is out of sight or under something");
            }
            assertEquals(true, page.browser().value("document.documentElement.scrollWidth <= innerWidth"), "too wide");
            assertEquals(
                    List.of(),
                    page.browser()
                            .value("[...document.querySelectorAll('h1, h2, h3')].map(h => Number(h.tagName[1]))"
                                    + ".filter((level, i, all) => level > (all[i - 1] ?? 0) + 1)"),
                    "headings leave out a level");
        }
    }

    @Test
    void aPieceIsSavedAtTheTempoItIsHeardAt() throws Exception {
        try (StudioPage page = StudioPage.open(studio, 1400, 900, "").hurry()) {
            // However long a busy machine takes, no answer comes between.
            page.click("auto");
            page.type("a", "d", "g");
            page.click("play");
            page.await("idle");
            List<String> shown = page.listed();
            Path midi = page.download("save-midi", "amadeus.mid", folder);
            StudioPage.assertSameNotes(shown, StudioPage.notesOf(midi));
            double end = shown.stream()
                    .mapToDouble(row -> Double.parseDouble(row.split(" ")[3]))
                    .max()
                    .orElseThrow();
            long bytes = Files.size(page.download("save-wav", "amadeus.wav", folder));
            assertEquals(end + 3, (bytes - 44) / 4 / 44100.0, 0.02);
        }
    }
}
