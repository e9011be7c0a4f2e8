package org.amadeus.web.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;
import org.amadeus.quant.BundledModel;
import org.amadeus.quant.portable.PortableModel;
import org.amadeus.quant.portable.PortableStepModel;
import org.amadeus.quant.portable.ScalarProducts;
import org.amadeus.quant.rewrite.PortableSession;
import org.amadeus.testing.HeadlessBrowser;
import org.amadeus.ui.studio.JsonTexts;
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
                Counted counted = new Counted(new PortableStepModel(model, 1, new ScalarProducts()));
                List<Object> expected = Transcript.of(counted, seed);
                assertTrue(counted.steps >= LEAST_STEPS, counted.steps + " events");
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
        String code = target.equals("js")
                ? "await import('./engine/engine.js')"
                : "(await (await import('./engine/engine-runtime.js')).load(await bytes('engine.wasm'))).exports";
        return browser.driver()
                .executeAsyncScript(
                        "const done = arguments[1];"
                                + " const play = async (script) => {"
                                + "   const bytes = async (name) => (await fetch('/engine/' + name)).arrayBuffer();"
                                + "   const { vectorProducts } = await import('/engine/products.js');"
                                + "   const code = " + code.replace("./engine", "/engine") + ";"
                                + "   const products = " + vectors
                                + "     ? await vectorProducts(await bytes('product.wasm')) : null;"
                                + "   const model = new Int8Array(await bytes('model.bin'));"
                                + "   const open = (page) => code.open(model, products, page);"
                                + Transcript.inJavaScript() + " };"
                                + " play(arguments[0]).then(done, (error) => done([String(error.stack ?? error)]));",
                        Transcript.script(seed));
    }

    /** Counts the steps of a model. */
    private static final class Counted implements StepModel {
        private final StepModel model;
        private int steps;

        Counted(StepModel model) {
            this.model = model;
        }

        @Override
        public ModelConfig config() {
            return model.config();
        }

        @Override
        public int batch() {
            return model.batch();
        }

        @Override
        public void start(int slot, float[] init) {
            model.start(slot, init);
        }

        @Override
        public void startMixed(float[] init) {
            model.startMixed(init);
        }

        @Override
        public void step(int[] events, float[] conditions, float[] logits) {
            steps++;
            model.step(events, conditions, logits);
        }

        @Override
        public int stateSize() {
            return model.stateSize();
        }

        @Override
        public void readState(int slot, float[] state) {
            model.readState(slot, state);
        }

        @Override
        public void writeState(int slot, float[] state) {
            model.writeState(slot, state);
        }

        @Override
        public void close() {
            model.close();
        }
    }
}
