package org.amadeus.ui.studio.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.amadeus.live.beat.InTime;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.beat.OnsetGrid;
import org.amadeus.live.page.PageMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metronome's beats, bars and grid in a page's settings. */
class TimeSettingsTest {
    private static PageMessage.Settings read(String name, Object value) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("type", "settings");
        settings.put("answers", true);
        settings.put("silence", "auto");
        settings.put("taste", Map.of("temperature", 1L, "topP", 0.95, "seed", 7L));
        settings.put("pace", 1L);
        settings.put(name, value);
        return (PageMessage.Settings) RequestReader.read(settings);
    }

    @Test
    void beatsAreBarsFromATimeOfThePageOn() {
        assertEquals(
                Optional.of(new Metre(3, 4).from(12.5, 96)),
                read("beats", Map.of("at", 12.5, "tempo", 96L, "metre", "3/4")).beats());
        assertEquals(Optional.empty(), read("beats", null).beats());
    }

    @ParameterizedTest
    @CsvSource({"-1, 96, 3/4", "1e9, 96, 3/4", "0, 0, 3/4", "0, 301, 3/4", "0, 96, 0/4", "0, 96, 3/0", "0, 96, x"})
    void whatIsNoBeatIsRefused(double at, double tempo, String metre) {
        assertThrows(RefusedException.class, () -> read("beats", Map.of("at", at, "tempo", tempo, "metre", metre)));
    }

    @Test
    void barsAndGridKeepAnswersInTime() {
        assertEquals(InTime.FREE.withBars(4), read("bars", 4L).options().time());
        assertEquals(
                InTime.FREE.withGrid(new OnsetGrid(16, 0.5)),
                read("grid", "1/16@0.5").options().time());
        assertEquals(InTime.FREE, read("bars", 0L).options().time());
        assertThrows(RefusedException.class, () -> read("bars", 33L));
        assertThrows(RefusedException.class, () -> read("bars", -1L));
        assertThrows(RefusedException.class, () -> read("grid", "1/7"));
        assertThrows(RefusedException.class, () -> read("grid", 16L));
    }
}
