package org.amadeus.web.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.quant.BundledModel;
import org.amadeus.testing.HeadlessBrowser;
import org.amadeus.web.portable.PortableModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.interactions.Actions;

/** The site in a browser, as a player uses it, the network cut off once it was loaded. */
class SiteBrowserTest {
    private static final Path FAKE_MIDI = Path.of("../amadeus-ui/src/test/js/fake-midi.js");
    private static final String IDLE = "document.body.dataset.state === 'idle'";

    private static PortableModel model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void export() {
        model = PortableSession.of("the bundled model", BundledModel.load());
    }

    @ParameterizedTest
    @ValueSource(strings = {"wasm", "js"})
    void playsWithoutANetwork(String target) throws Exception {
        try (HeadlessBrowser browser = HeadlessBrowser.open(1280, 800)) {
            before(browser, Files.readString(FAKE_MIDI));
            SiteOnDisk site = SiteOnDisk.of(model, folder.resolve("site"));
            String url = site.url() + "?engine=" + target;
            browser.go(url);
            browser.await("document.documentElement.dataset.offline === 'ready'");
            assertTrue(site.sent() < 7_000_000, site.sent() + " bytes were sent");
            site.close();
            browser.go(url);
            browser.await("document.documentElement.dataset.model === 'ready'");
            browser.driver()
                    .executeScript("const set = (id, value) => { const one = document.getElementById(id);"
                            + " one.value = value; one.dispatchEvent(new Event('input')); };"
                            + " set('tempo', 200); set('length', 3);");

            new Actions(browser.driver())
                    .keyDown("a")
                    .pause(90)
                    .keyUp("a")
                    .keyDown("d")
                    .pause(90)
                    .keyUp("d")
                    .keyDown("g")
                    .pause(90)
                    .keyUp("g")
                    .perform();
            answered(browser, 0);
            assertEquals("3", text(browser, "count-you"));

            touch(browser, "touchStart", 60, 64);
            touch(browser, "touchEnd");
            answered(browser, count(browser));
            assertEquals("5", text(browser, "count-you"));

            browser.find("#midi").click();
            browser.await("document.getElementById('midi-label').textContent === 'Fake Keys'");
            browser.value("[keys.send(0x90, 67, 100), keys.send(0x80, 67, 0), keys.send(0x90, 72, 90),"
                    + " keys.send(0x80, 72, 0)].length");
            answered(browser, count(browser));
            assertEquals("7", text(browser, "count-you"));

            browser.driver()
                    .executeCdpCommand(
                            "Browser.setDownloadBehavior",
                            Map.of("behavior", "allow", "downloadPath", folder.toString()));
            browser.find("#save-midi").click();
            Path midi = arrived("amadeus.mid");
            int notes = MidiReader.read(midi).notes().size();
            assertEquals(7 + count(browser), notes);
            browser.find("#save-wav").click();
            byte[] wav = Files.readAllBytes(arrived("amadeus.wav"));
            assertEquals("RIFF", new String(Arrays.copyOf(wav, 4), StandardCharsets.US_ASCII));
            assertTrue(wav.length > 500_000, wav.length + " bytes of sound");
            assertEquals(List.of(), browser.errors());
        }
    }

    @Test
    void aBrowserThatCanNotPlaySaysSo() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(400, 800);
                SiteOnDisk site = SiteOnDisk.of(model, folder)) {
            before(browser, "globalThis.Worker = undefined;");
            browser.go(site.url());
            browser.await("document.getElementById('status').textContent.includes('newer')");
        }
    }

    /** An app has a manifest, icons of the sizes systems ask for, a worker that keeps it, a title and labels. */
    @Test
    void isInstallable() throws IOException {
        try (HeadlessBrowser browser = HeadlessBrowser.open(400, 800);
                SiteOnDisk site = SiteOnDisk.of(model, folder)) {
            browser.go(site.url());
            browser.await("document.documentElement.dataset.offline === 'ready'");
            Map<String, Object> errors = browser.driver().executeCdpCommand("Page.getInstallabilityErrors", Map.of());
            assertEquals(List.of(), errors.get("installabilityErrors"));
            Map<String, Object> manifest = browser.driver().executeCdpCommand("Page.getAppManifest", Map.of());
            assertEquals(List.of(), manifest.get("errors"));
            assertEquals(List.of(), browser.errors());
            assertEquals(
                    List.of(),
                    browser.requests().stream()
                            .filter(address -> !address.startsWith(site.url()) && !address.startsWith("blob:"))
                            .toList());
        }
    }

    private static void before(HeadlessBrowser browser, String script) {
        browser.driver().executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", script));
    }

    /** Waits until there are more notes of the model's, and it is quiet. */
    private static void answered(HeadlessBrowser browser, int before) {
        browser.await("Number(document.getElementById('count-amadeus').textContent) > " + before);
        browser.await(IDLE);
    }

    private static int count(HeadlessBrowser browser) {
        return Integer.parseInt(text(browser, "count-amadeus"));
    }

    private static String text(HeadlessBrowser browser, String id) {
        return (String) browser.value("document.getElementById('" + id + "').textContent");
    }

    /** Fingers on these keys, all that are down. */
    private static void touch(HeadlessBrowser browser, String type, int... pitches) {
        List<Map<String, Object>> fingers = Arrays.stream(pitches)
                .mapToObj(pitch -> {
                    String box = "document.querySelector('[data-pitch=\"" + pitch + "\"]').getBoundingClientRect()";
                    double x = ((Number) browser.value(box + ".left + " + box + ".width / 2")).doubleValue();
                    double y = ((Number) browser.value(box + ".top + " + box + ".height * 0.8")).doubleValue();
                    return Map.<String, Object>of("x", x, "y", y, "id", pitch);
                })
                .toList();
        browser.driver().executeCdpCommand("Input.dispatchTouchEvent", Map.of("type", type, "touchPoints", fingers));
    }

    private Path arrived(String name) throws InterruptedException, IOException {
        Path file = folder.resolve(name);
        for (int i = 0; i < 1200 && !Files.exists(file); i++) {
            Thread.sleep(50);
        }
        return file;
    }
}
