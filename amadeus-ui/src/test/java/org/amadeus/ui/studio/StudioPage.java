package org.amadeus.ui.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.amadeus.data.midi.Division;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.MidiTrack;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.notes.Note;
import org.amadeus.testing.HeadlessBrowser;
import org.junit.jupiter.api.Assertions;
import org.openqa.selenium.interactions.Actions;

/** The studio's page in a browser, as a player uses it. */
final class StudioPage implements AutoCloseable {
    private static final String[] NAMES = {"C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"};

    /**
     * Notes every state of the page and which sides' keys were lit: on a busy machine a state may be over before a test
     * asks for it.
     */
    private static final String RECORDER = "globalThis.states = []; globalThis.lit = new Set();"
            + " addEventListener('DOMContentLoaded', () => {"
            + "   const note = (state) => state && states.at(-1) !== state && states.push(state);"
            + "   new MutationObserver((changes) => {"
            + "     for (const change of changes) note(change.oldValue); note(document.body.dataset.state); })"
            + "     .observe(document.body, { attributeFilter: ['data-state'], attributeOldValue: true });"
            + "   new MutationObserver((changes) => {"
            + "     for (const { target, oldValue } of changes) lit.add(target.dataset.side).add(oldValue); })"
            + "     .observe(document.getElementById('keys'),"
            + "       { attributeFilter: ['data-side'], attributeOldValue: true, subtree: true }); });";

    private final HeadlessBrowser browser;
    private final String url;
    /** The place in the page's list of states that the test has come to. */
    private long reached;

    private StudioPage(HeadlessBrowser browser, String url) {
        this.browser = browser;
        this.url = url;
    }

    /** Opens the page; {@code before} is a script that runs ahead of the page's own. */
    static StudioPage open(StudioServer studio, int width, int height, String before) {
        HeadlessBrowser browser = HeadlessBrowser.open(width, height);
        browser.driver()
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", RECORDER + before));
        StudioPage page = new StudioPage(browser, studio.url());
        browser.go(studio.url());
        browser.await("document.getElementById('card').children.length > 0");
        return page;
    }

    HeadlessBrowser browser() {
        return browser;
    }

    /** Gives the page exactly this size, CSS pixels, which no window may be as small as. */
    StudioPage sized(int width, int height) {
        browser.driver()
                .executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        return this;
    }

    /** Plays twice as fast, so that a test takes half the time; a phrase ends with three seconds' rest, not sooner. */
    StudioPage hurry() {
        set("tempo", 200);
        set("pause", 3);
        return this;
    }

    private void set(String slider, int value) {
        browser.driver()
                .executeScript(
                        "const slider = document.getElementById(arguments[0]); slider.value = arguments[1];"
                                + " slider.dispatchEvent(new Event('input'));",
                        slider,
                        value);
    }

    /** Strikes keys of the computer, one after the other. */
    void type(CharSequence... keys) {
        Actions actions = new Actions(browser.driver());
        for (CharSequence key : keys) {
            actions.keyDown(key).pause(90).keyUp(key).pause(40);
        }
        actions.perform();
    }

    void click(String id) {
        browser.find("#" + id).click();
    }

    String text(String id) {
        return (String) browser.value("document.getElementById('" + id + "').textContent");
    }

    int count(String side) {
        return Integer.parseInt(text("count-" + side));
    }

    /** Waits until the page was in a state, idle, listening, answering or playing, after the one awaited before. */
    void await(String state) {
        browser.await("states.indexOf('" + state + "', " + reached + ") >= 0");
        reached = (Long) browser.value("states.indexOf('" + state + "', " + reached + ")");
    }

    /** Waits until a key of the keyboard was lit for a side. */
    void awaitLit(String side) {
        browser.await("lit.has('" + side + "')");
    }

    /** How many points of the roll have the colour of a side, more or less faint. */
    long painted(String side) {
        return (Long) browser.value("(() => {"
                + " const canvas = document.getElementById('canvas');"
                + " const probe = document.createElement('canvas').getContext('2d');"
                + " const named = document.body.appendChild(document.createElement('i'));"
                + " named.style.color = 'var(--" + side + ")';"
                + " probe.fillStyle = getComputedStyle(named).color;"
                + " named.remove();"
                + " probe.fillRect(0, 0, 1, 1);"
                + " const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;"
                + " const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
                + " let count = 0;"
                + " for (let i = 0; i < data.length; i += 4) {"
                + "   const strength = (255 - data[i + (r < b ? 0 : 2)]) / (255 - (r < b ? r : b));"
                + "   if (strength > 0.3 && strength <= 1.01"
                + "     && Math.abs(255 - strength * (255 - r) - data[i]) < 14"
                + "     && Math.abs(255 - strength * (255 - g) - data[i + 1]) < 14"
                + "     && Math.abs(255 - strength * (255 - b) - data[i + 2]) < 14) count++;"
                + " } return count; })()");
    }

    /** The notes that the page lists: {@code who pitch from velocity}. */
    @SuppressWarnings("unchecked")
    List<String> listed() {
        browser.driver().executeScript("document.getElementById('list-box').open = true");
        browser.await("document.getElementById('list').children.length > 0");
        List<List<String>> rows = (List<List<String>>) browser.value(
                "[...document.getElementById('list').rows].map(row => [...row.cells].map(c => c.textContent))");
        return sorted(rows.stream().map(row -> String.join(" ", row)));
    }

    /** The notes of a MIDI file that the page saved, as {@link #listed} gives them. */
    static List<String> notesOf(Path file) throws IOException {
        List<MidiTrack> tracks = MidiReader.read(file).tracks();
        Stream<String> sides = Stream.of("You", "Amadeus");
        return sorted(sides.flatMap(side -> {
            MidiTrack track = tracks.get(side.equals("You") ? 1 : 2);
            MidiFile alone = new MidiFile("side", 1, new Division.Beats(960), List.of(tracks.get(0), track), List.of());
            return alone.notes().asList().stream().map(note -> side + " " + row(note));
        }));
    }

    /** Holds two lists of notes against each other; times may differ by a rounding to hundredths of a second. */
    static void assertSameNotes(List<String> expected, List<String> actual) {
        Assertions.assertEquals(expected.size(), actual.size(), () -> expected + " and " + actual);
        for (int i = 0; i < expected.size(); i++) {
            String[] one = expected.get(i).split(" ");
            String[] other = actual.get(i).split(" ");
            String difference = expected.get(i) + " became " + actual.get(i);
            Assertions.assertEquals(one[0] + one[1] + one[4], other[0] + other[1] + other[4], difference);
            Assertions.assertEquals(Double.parseDouble(one[2]), Double.parseDouble(other[2]), 0.011, difference);
            Assertions.assertEquals(Double.parseDouble(one[3]), Double.parseDouble(other[3]), 0.011, difference);
        }
    }

    /** By player and pitch, then by time. */
    private static List<String> sorted(Stream<String> rows) {
        return rows.sorted(Comparator.comparing((String row) -> row.split(" ")[0] + row.split(" ")[1])
                        .thenComparingDouble(row -> Double.parseDouble(row.split(" ")[2])))
                .toList();
    }

    private static String row(Note note) {
        return String.format(
                Locale.ROOT,
                "%s%d %.2f %.2f %d",
                NAMES[note.pitch() % 12],
                note.pitch() / 12 - 1,
                note.start(),
                note.end(),
                note.velocity());
    }

    /** Clicks a button that saves a file and waits for the file. */
    Path download(String button, String name, Path folder) throws Exception {
        browser.driver()
                .executeCdpCommand(
                        "Browser.setDownloadBehavior", Map.of("behavior", "allow", "downloadPath", folder.toString()));
        click(button);
        Path file = folder.resolve(name);
        for (int i = 0; i < 1200 && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        return file;
    }

    /** Requests to anywhere but this studio, and what the console complains of. */
    List<String> complaints() {
        List<String> complaints = new ArrayList<>(browser.errors());
        browser.requests().stream()
                .filter(address -> !address.startsWith(url) && !address.startsWith("blob:" + url))
                .forEach(complaints::add);
        return complaints;
    }

    @Override
    public void close() {
        browser.close();
    }
}
