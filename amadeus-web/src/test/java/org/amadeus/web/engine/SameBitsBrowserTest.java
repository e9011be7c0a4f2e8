package org.amadeus.web.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.amadeus.model.run.StepModel;
import org.amadeus.quant.BundledModel;
import org.amadeus.testing.HeadlessBrowser;
import org.amadeus.ui.studio.JsonTexts;
import org.amadeus.web.portable.PortableModel;
import org.amadeus.web.portable.PortableStepModel;
import org.amadeus.web.portable.ScalarProducts;
import org.amadeus.web.site.PortableSession;
import org.amadeus.web.site.SiteOnDisk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine of the browser says what Java's says, to the last bit: compiled either way, with vectors and without. */
class SameBitsBrowserTest {
    private static final int LEAST_STEPS = 500;

    @TempDir
    private Path folder;

    @Test
    @SuppressWarnings("unchecked")
    void everyMessageIsTheSame() {
        PortableModel model = PortableSession.of("m", BundledModel.load());
        try (HeadlessBrowser browser = HeadlessBrowser.open(400, 400);
                SiteOnDisk site = SiteOnDisk.of(model, folder)) {
            browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
            browser.go(site.url() + "icon.svg");
            for (long seed = 1; seed <= 3; seed++) {
                AtomicInteger steps = new AtomicInteger();
                StepModel java = counted(new PortableStepModel(model, 1, new ScalarProducts()), steps);
                List<Object> expected = Transcript.of(java, seed);
                assertTrue(steps.get() >= LEAST_STEPS, steps + " events");
                for (String target : List.of("wasm", "js")) {
                    // Without vectors it is slow: once is enough.
                    boolean both = target.equals("wasm") && seed == 1;
                    for (boolean vectors : both ? new boolean[] {true, false} : new boolean[] {true}) {
                        List<String> told = (List<String>) run(browser, target, vectors, seed);
                        String which = target + ", vectors " + vectors + ", seed " + seed;
                        assertEquals(
                                expected.subList(1, expected.size()),
                                told.stream().skip(1).map(JsonTexts::read).toList(),
                                which);
                    }
                }
            }
        }
    }

    private static Object run(HeadlessBrowser browser, String target, boolean vectors, long seed) {
        return browser.driver()
                .executeAsyncScript(
                        "const done = arguments[1]; const play = async (script) => {"
                                + SiteOnDisk.loadInJavaScript(target, vectors)
                                + " const open = (page) => code.open(model, products, page);"
                                + Transcript.inJavaScript() + " };"
                                + " play(arguments[0]).then(done, (error) => done([String(error.stack ?? error)]));",
                        Transcript.script(seed));
    }

    /** The model, its steps counted. */
    private static StepModel counted(StepModel model, AtomicInteger steps) {
        return (StepModel) Proxy.newProxyInstance(
                StepModel.class.getClassLoader(), new Class<?>[] {StepModel.class}, (proxy, method, arguments) -> {
                    steps.addAndGet(method.getName().equals("step") ? 1 : 0);
                    return method.invoke(model, arguments);
                });
    }
}
