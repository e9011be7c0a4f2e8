package org.amadeus.web.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.amadeus.quant.BundledModel;
import org.amadeus.testing.HeadlessBrowser;
import org.amadeus.web.portable.PortableModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The figures of docs/browser.md, printed: how fast the site is in this machine's browser. Times are not asserted. */
@Tag("slow")
class SiteFiguresBrowserTest {
    private static final int MINUTES = 10;
    private static final int PHRASES = 150;
    private static final double MOST_GROWTH_MB = 2;

    private static PortableModel model;

    @TempDir
    private Path folder;

    @BeforeAll
    static void export() {
        model = PortableSession.of("the bundled model", BundledModel.load());
    }

    /** Steps of the model, of one answer. */
    @ParameterizedTest
    @CsvSource({"wasm, true, 40", "wasm, false, 40", "js, true, 40", "js, false, 5"})
    void steps(String target, boolean vectors, int seconds) {
        try (HeadlessBrowser browser = engine(target, vectors)) {
            List<?> times = (List<?>) later(
                    browser,
                    """
                    player.receive(JSON.stringify({type: 'answer', id: 1, notes: [[0, 0.5, 60, 80]], until: 1, seconds: %d,
                      taste: {temperature: 1, topP: 0.97, seed: 1}, pace: 1}), 0);
                    const times = [];
                    for (let now = 0; now < 45 && !told.some((text) => JSON.parse(text).type === 'end'); ) {
                      const begin = performance.now();
                      const wait = player.advance(now);
                      if (wait > 0) now += 0.01; else times.push(performance.now() - begin);
                    }
                    return times;
                    """
                            .formatted(seconds));
            print("step, " + target + (vectors ? ", vectors" : ""), times, "ms");
            assertTrue(times.size() > 50, times.size() + " steps");
        }
    }

    /** Ten minutes of turns on a clock of their own. */
    @Test
    void memory() {
        try (HeadlessBrowser browser = engine("wasm", true)) {
            later(
                    browser,
                    """
                    player.receive(JSON.stringify({type: 'settings', answers: true, silence: 'auto', length: 8,
                      taste: {temperature: 1, topP: 0.97, seed: 1}, pace: 1}), 0);
                    window.now = 0;
                    window.turn = 0;
                    window.answered = 0;
                    """);
            List<Double> megabytes = new ArrayList<>();
            for (int minute = 1; minute <= MINUTES; minute++) {
                later(
                        browser,
                        """
                        const tell = (at, message) => { while (now < at) if (player.advance(now) > 0) now += 0.01;
                          player.receive(JSON.stringify({...message, at: now}), now); };
                        const end = now + 60;
                        while (now < end) {
                          turn += 1;
                          tell(now, {type: 'listen', id: turn, ...(turn === 1 ? {notes: [], until: 0} : {})});
                          for (let i = 0; i < 12; i++) {
                            const pitch = 48 + (7 * i * turn) % 36;
                            tell(now + 0.05, {type: 'strike', pitch, velocity: 40 + (11 * i) % 60});
                            tell(now + 0.15, {type: 'release', pitch});
                          }
                          told.length = 0;
                          const over = () => told.some((text) => JSON.parse(text).type === 'end');
                          const latest = now + 14;
                          while (now < latest && !over()) if (player.advance(now) > 0) now += 0.01;
                          answered += over() ? 1 : 0;
                        }
                        told.length = 0;
                        """);
                browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
                Map<String, Object> heap = browser.driver().executeCdpCommand("Runtime.getHeapUsage", Map.of());
                megabytes.add(((Number) heap.get("usedSize")).doubleValue() / 1e6);
            }
            System.out.println(
                    browser.value("turn") + " turns, " + browser.value("answered") + " answered, MB after each minute: "
                            + megabytes.stream()
                                    .map(one -> String.format(Locale.ROOT, "%.2f", one))
                                    .toList());
            assertTrue(megabytes.get(MINUTES - 1) - megabytes.get(1) < MOST_GROWTH_MB, megabytes::toString);
        }
    }

    /** From the end of a fixed silence to the message of the answer's first note, in the page, the engine in its worker. */
    @Test
    void silenceToFirstNote() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(400, 400);
                SiteOnDisk site = SiteOnDisk.of(model, folder)) {
            browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
            browser.go(site.url() + "icon.svg");
            browser.driver()
                    .executeScript(
                            """
                window.worker = new Worker('/engine/worker.js', {type: 'module'});
                window.on = () => {};
                worker.addEventListener('message', ({data}) => { if (typeof data === 'string') on(JSON.parse(data)); });
                window.say = (message) => worker.postMessage(JSON.stringify(message));
                window.next = (type) => new Promise((resolve) => {
                  on = (message) => { if (message.type === type) resolve(performance.now()); }; });
                window.sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
                """);
            later(
                    browser,
                    """
                const welcome = next('welcome');
                await welcome;
                say({type: 'settings', answers: true, silence: 0.3, length: 4, taste: {temperature: 1, topP: 0.97, seed: 1},
                  pace: 1});
                """);
            List<Object> waits = new ArrayList<>();
            for (int from = 0; from < PHRASES; from += PHRASES / 3) {
                waits.addAll((List<?>) later(
                        browser,
                        """
                    const waits = [];
                    for (let turn = %d; turn < %d; turn++) {
                      const at = () => performance.now() / 1000;
                      say({type: 'listen', id: turn, at: at(), ...(turn === 1 ? {notes: [], until: 0} : {})});
                      for (let i = 0; i < 4; i++) {
                        const pitch = 60 + (5 * i + turn) %% 12;
                        say({type: 'strike', at: at(), pitch, velocity: 70});
                        await sleep(60);
                        say({type: 'release', at: at(), pitch});
                        if (i < 3) await sleep(30);
                      }
                      const silent = performance.now() + 300;
                      waits.push(await next('on') - silent);
                      say({type: 'stop', id: turn});
                    }
                    return waits;
                    """
                                .formatted(from + 1, from + 1 + PHRASES / 3)));
            }
            print("silence to first note", waits, "ms");
            assertEquals(PHRASES, waits.size());
        }
    }

    /** The first visit by 10 Mbit/s, then starts from what the browser kept, the server gone. */
    @Test
    void starts() {
        try (HeadlessBrowser browser = HeadlessBrowser.open(1280, 800)) {
            browser.driver()
                    .executeCdpCommand(
                            "Page.addScriptToEvaluateOnNewDocument",
                            Map.of(
                                    "source",
                                    """
                window.seen = {};
                const look = setInterval(() => {
                  const data = document.documentElement?.dataset ?? {};
                  if (document.querySelector('[data-pitch]')) seen.keys ??= performance.now();
                  if (data.model === 'ready') seen.model ??= performance.now();
                  if (data.offline === 'ready') { seen.offline ??= performance.now(); clearInterval(look); }
                }, 5);
                """));
            String url;
            try (SiteOnDisk site = SiteOnDisk.of(model, folder, new Line(10e6))) {
                url = site.url();
                browser.go(url);
                browser.await("seen.model && seen.offline");
                System.out.println("first visit, ms: " + browser.value("seen") + ", " + site.sent() + " bytes");
                assertTrue(site.sent() < 7_000_000, site.sent() + " bytes were sent");
            }
            for (int i = 0; i < 5; i++) {
                browser.go(url);
                browser.await("seen.model");
                System.out.println("from the cache, ms: " + browser.value("seen"));
            }
        }
    }

    /** A page with {@code player}, an engine, and {@code told}, what it says. */
    private HeadlessBrowser engine(String target, boolean vectors) {
        HeadlessBrowser browser = HeadlessBrowser.open(400, 400);
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
        try (SiteOnDisk site = SiteOnDisk.of(model, folder)) {
            browser.go(site.url() + "icon.svg");
            later(
                    browser,
                    SiteOnDisk.loadInJavaScript(target, vectors)
                            + " window.told = [];"
                            + " window.player = code.open(model, products, (text) => told.push(text));");
        }
        return browser;
    }

    /** The value of asynchronous statements of JavaScript; fails by their error. */
    private static Object later(HeadlessBrowser browser, String statements) {
        Object[] done = ((List<?>) browser.driver()
                        .executeAsyncScript("const done = arguments[0]; (async () => { " + statements
                                + " })().then((value) => done([value ?? null, null]),"
                                + " (error) => done([null, String(error.stack ?? error)]));"))
                .toArray();
        assertEquals(null, done[1]);
        return done[0];
    }

    private static void print(String what, List<?> values, String unit) {
        double[] sorted = values.stream()
                .mapToDouble(one -> ((Number) one).doubleValue())
                .sorted()
                .toArray();
        System.out.printf(
                Locale.ROOT,
                "%s: %d, median %.2f, p99 %.2f, most %.2f %s%n",
                what,
                sorted.length,
                sorted[sorted.length / 2],
                sorted[(int) (0.99 * (sorted.length - 1))],
                sorted[sorted.length - 1],
                unit);
    }
}
