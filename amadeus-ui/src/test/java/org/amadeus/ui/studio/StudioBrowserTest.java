package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.amadeus.data.midi.write.MidiFileBuilder;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.testing.HeadlessBrowser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The page in a real browser. Skipped where there is none. */
class StudioBrowserTest {
    /** MIDI keyboards that scripts can play: {@code keys.send(0x90, 60, 100)}, {@code keys.unplug()}. */
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

    /** As at a first start, where the model takes longer than the browser. */
    @Test
    void aPageThatIsThereBeforeTheModelWaitsForIt() {
        try (StudioServer early = StudioServer.start(RunningStudio.here("1", "small"), 0, StudioLimits.DEFAULT);
                HeadlessBrowser browser = HeadlessBrowser.open(1280, 800)) {
            browser.go(early.url());
            browser.await("document.body.textContent.includes('The model is being loaded')");
            early.play(TinyModel.studio());
            browser.await("document.getElementById('card').children.length > 0");
            browser.await("!document.body.textContent.includes('The model is being loaded')");
        }
    }

    @Test
    void aPhraseOfComputerKeysIsAnsweredInTheRollAndInTheMidiFile() throws Exception {
        try (StudioPage page = StudioPage.open(studio, 1280, 800, "").hurry()) {
            assertEquals(0, page.painted("amadeus"));
            page.type("a", "d", "g", "k");
            page.await("listening");
            assertEquals(4, page.count("you"));
            assertTrue(page.painted("you") > 50, "the phrase is not painted");
            // Nothing asks for it but the silence.
            page.await("answering");
            page.browser().await("Number(document.getElementById('count-amadeus').textContent) > 0");
            page.awaitLit("amadeus");
            assertTrue(page.painted("amadeus") > 50, "the answer is not painted while it is heard");
            page.await("idle");
            List<String> shown = page.listed();
            assertEquals(page.count("you") + page.count("amadeus"), shown.size());
            Path midi = page.download("save-midi", "amadeus.mid", folder);
            StudioPage.assertSameNotes(shown, StudioPage.notesOf(midi));
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void takesUndoAndGoingOnFromAPoint() {
        try (StudioPage page = StudioPage.open(studio, 1280, 800, "").hurry()) {
            page.type("a", "d", "g", Keys.ENTER);
            page.await("answering");
            page.await("idle");
            List<String> first = page.listed();
            page.click("another");
            page.await("answering");
            page.await("idle");
            List<String> second = page.listed();
            assertFalse(first.equals(second), "another take is the same");
            assertEquals(
                    2,
                    page.browser()
                            .driver()
                            .findElements(By.cssSelector(".chip"))
                            .size());
            page.type("1");
            page.await("playing");
            page.click("play");
            page.await("idle");
            assertEquals(first, page.listed());
            page.click("undo");
            page.click("undo");
            assertEquals(first, page.listed());
            page.click("redo");
            assertEquals(second, page.listed());

            page.browser().find("#canvas").sendKeys(Keys.HOME, Keys.ARROW_RIGHT);
            assertEquals("Go on from here", page.text("answer-label"));
            page.click("answer");
            page.await("answering");
            page.await("idle");
            List<String> kept =
                    page.listed().stream().filter(row -> row.startsWith("You")).toList();
            assertTrue(!kept.isEmpty() && kept.size() < 3, "notes after 0.25 s are gone: " + kept);
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void aMidiKeyboardIsHeardItsPedalTooAndLeavesNothingSounding() throws Exception {
        try (StudioPage page =
                StudioPage.open(studio, 1280, 800, Files.readString(FAKE_MIDI)).hurry()) {
            page.click("midi");
            page.browser().await("document.getElementById('midi-label').textContent === 'Fake Keys'");
            page.browser().driver().executeScript("document.getElementById('auto').click()");
            page.browser().driver().executeScript("keys.send(0xb0, 64, 127); keys.send(0x90, 60, 100)");
            page.await("listening");
            page.browser().driver().executeScript("keys.send(0x80, 60, 0); keys.send(0x90, 64, 50)");
            page.browser()
                    .driver()
                    .executeAsyncScript("const done = arguments[0]; setTimeout(() => {"
                            + " keys.send(0xb0, 64, 0); keys.send(0x90, 67, 33); keys.unplug(); done(); }, 500)");
            // Ends the phrase, or plays it where it has ended by itself.
            page.click("play");
            page.await("idle");
            List<String> shown = page.listed();
            assertEquals(3, shown.size());
            assertTrue(shown.get(0).startsWith("You C4 0.00"), shown.get(0));
            assertTrue(Double.parseDouble(shown.get(0).split(" ")[3]) >= 0.45, "the pedal kept it: " + shown.get(0));
            assertTrue(
                    shown.stream().anyMatch(row -> row.startsWith("You G4") && row.endsWith(" 33")), shown::toString);
            assertEquals(
                    0L,
                    page.browser().value("document.querySelectorAll('#keys [data-side=you]').length"),
                    "keys of an unplugged keyboard are still down");
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void aMidiFileBecomesThePhraseAndThePieceBecomesSound() throws Exception {
        Path file = folder.resolve("phrase.mid");
        NoteSequence phrase = NoteSequence.of(new Note(0, 0.4, 60, 80), new Note(0.4, 0.8, 64, 80));
        MidiWriter.write(MidiFileBuilder.of("phrase", phrase), file);
        Path nonsense = Files.writeString(folder.resolve("nonsense.mid"), "no music");
        try (StudioPage page = StudioPage.open(studio, 1280, 800, "").hurry()) {
            page.browser().find("#file").sendKeys(nonsense.toString());
            page.browser().await("document.getElementById('status').textContent.includes('expected MThd')");
            page.browser().errors();
            page.browser().find("#file").sendKeys(file.toString());
            page.await("answering");
            assertEquals(2, page.count("you"));
            page.await("idle");
            ByteBuffer wav = ByteBuffer.wrap(Files.readAllBytes(page.download("save-wav", "amadeus.wav", folder)))
                    .order(ByteOrder.LITTLE_ENDIAN);
            assertEquals(44100, wav.getInt(24));
            int peak = 0;
            double power = 0;
            for (int at = 44; at < wav.capacity(); at += 2) {
                peak = Math.max(peak, Math.abs(wav.getShort(at)));
                power += Math.pow(wav.getShort(at) / 32768.0, 2);
            }
            assertTrue(peak > 20000 && peak < 32700, "peak " + peak);
            assertTrue(Math.sqrt(power / (wav.capacity() - 44) * 2) > 0.01, "it is all but silent");
            assertEquals(List.of(), page.complaints());
        }
    }

    @Test
    void worksAtPhoneWidthWithFingersAndWithTheKeyboardAlone() {
        try (StudioPage page = StudioPage.open(studio, 500, 844, "").hurry()) {
            assertEquals(
                    true,
                    page.browser().value("document.documentElement.scrollWidth <= innerWidth"),
                    "the page is wider than the phone");
            new Actions(page.browser().driver())
                    .moveToElement(page.browser().find("#keys [data-pitch='64']"))
                    .clickAndHold()
                    .pause(100)
                    .release()
                    .perform();
            page.await("listening");
            page.browser().driver().executeScript("document.querySelector('#keys [tabindex=\"0\"]').focus()");
            new Actions(page.browser().driver())
                    .sendKeys(Keys.ARROW_RIGHT)
                    .keyDown(Keys.ENTER)
                    .pause(80)
                    .keyUp(Keys.ENTER)
                    .perform();
            assertEquals(2, page.count("you"));
            page.await("answering");
            page.click("play");
            page.await("idle");
            assertEquals(
                    List.of(),
                    page.browser()
                            .value("[...document.querySelectorAll('button, input, select')].filter(control =>"
                                    + " !(control.ariaLabel || control.textContent.trim() || control.labels?.length))"
                                    + ".map(control => control.id)"),
                    "controls without a name");
            assertEquals(List.of(), page.complaints());
        }
    }
}
