package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.amadeus.quant.BundledModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Pictures of the studio with the bundled model, left in target/screenshots: for people to look at, some for the docs. */
@Tag("slow")
class StudioPicturesTest {
    private static final Path FOLDER = Path.of("target/screenshots");

    @ParameterizedTest(name = "{0} {3}")
    @CsvSource({
        "wide, 1400, 900, light", "wide, 1400, 900, dark", "tablet, 768, 1024, light", "tablet, 768, 1024, dark",
        "phone, 390, 844, light", "phone, 390, 844, dark", "across, 844, 390, light", "across, 844, 390, dark"
    })
    void idleAnsweringAndWithTakes(String size, int width, int height, String scheme) throws Exception {
        StudioModel model = StudioModel.of(BundledModel.NAME, BundledModel.load(), 1);
        try (StudioServer studio = StudioServer.start(model, 0, StudioLimits.DEFAULT);
                StudioPage page = StudioPage.open(studio, width, height, "").sized(width, height)) {
            String name = "studio-" + size + "-" + scheme;
            page.browser()
                    .driver()
                    .executeCdpCommand(
                            "Emulation.setEmulatedMedia",
                            Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
            Thread.sleep(500);
            shoot(page, name + "-idle");
            page.type("a", "d", "g", "k", "j", "g", "h", "f", "d");
            page.await("answering");
            page.browser().await("Number(document.getElementById('count-amadeus').textContent) > 4");
            shoot(page, name + "-answering");
            page.click("play");
            page.await("idle");
            for (int take = 2; take <= 3; take++) {
                page.click("another");
                page.await("answering");
                page.browser().await("Number(document.getElementById('count-amadeus').textContent) > 4");
                page.click("play");
                page.await("idle");
            }
            page.browser().driver().executeScript("document.getElementById('guided').click(); scrollTo(0, 0)");
            Thread.sleep(500);
            shoot(page, name + "-takes");
            page.browser().driver().executeScript("document.getElementById('canvas').focus()");
            page.type(Keys.HOME);
            new Actions(page.browser().driver())
                    .keyDown(Keys.SHIFT)
                    .sendKeys(Keys.ARROW_RIGHT.toString().repeat(6))
                    .keyUp(Keys.SHIFT)
                    .perform();
            shoot(page, name + "-selected");
            page.type(Keys.ESCAPE, "?");
            Thread.sleep(200);
            shoot(page, name + "-help");
            page.type("?");
            page.browser()
                    .driver()
                    .executeScript("scrollTo(0, document.documentElement.scrollHeight);"
                            + " const aside = document.querySelector('aside'); aside.scrollTop = aside.scrollHeight;");
            shoot(page, name + "-below");
        }
    }

    private static void shoot(StudioPage page, String name) throws Exception {
        Path file = FOLDER.resolve(name + ".png");
        page.browser().screenshot(file);
        assertTrue(Files.size(file) > 10_000, file.toString());
    }
}
