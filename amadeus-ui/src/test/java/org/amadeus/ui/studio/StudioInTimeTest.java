package org.amadeus.ui.studio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** Metronome, bars and grid in a real browser. Skipped where there is none. */
class StudioInTimeTest {
    private static final String SENT =
            """
            window.sent = [];
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (message) { sent.push(JSON.parse(message)); send.call(this, message); };
            """;

    @Test
    void answersAreAskedForInBarsOfTheMetronomeAndTheChoiceIsKept() {
        try (StudioServer studio = StudioServer.start(TinyModel.studio(), 0, StudioLimits.DEFAULT);
                StudioPage page = StudioPage.open(studio, 1400, 900, SENT)) {
            for (String[] choice : new String[][] {{"bars", "1"}, {"grid", "1/8"}, {"metre", "3/4"}, {"bpm", "240"}}) {
                page.browser()
                        .driver()
                        .executeScript(
                                "const control = document.getElementById(arguments[0]); control.value = arguments[1];"
                                        + " control.dispatchEvent(new Event('input', {bubbles: true}))",
                                (Object[]) choice);
            }
            page.browser().driver().executeScript("document.getElementById('metronome').click()");
            page.type("a", "d", "g", Keys.ENTER);
            page.await("answering");
            page.await("idle");
            String told = "(({bars, grid, beats}) => [bars, grid, beats.tempo, beats.metre])"
                    + "(sent.filter(({type}) => type === 'settings').at(-1))";
            assertEquals(List.of(1L, "1/8", 240L, "3/4"), page.browser().value(told));
            page.browser().driver().navigate().refresh();
            page.browser().await("document.getElementById('card').children.length > 0");
            assertEquals("1", page.browser().value("document.getElementById('bars').value"));
            assertEquals("1/8", page.browser().value("document.getElementById('grid').value"));
            assertEquals(List.of(), page.complaints());
        }
    }
}
