package org.amadeus.ui.studio.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.page.PageMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metronome's beats in a page's settings. */
class MetronomeSettingsTest {
    private static PageMessage.Settings read(Object beats) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("type", "settings");
        settings.put("answers", true);
        settings.put("silence", "auto");
        settings.put("taste", Map.of("temperature", 1L, "topP", 0.95, "seed", 7L));
        settings.put("pace", 1L);
        settings.put("beats", beats);
        return (PageMessage.Settings) RequestReader.read(settings);
    }

    @Test
    void beatsAreBarsFromATimeOfThePageOn() {
        assertEquals(
                Optional.of(new Metre(3, 4).from(12.5, 96)),
                read(Map.of("at", 12.5, "tempo", 96L, "metre", "3/4")).beats());
        assertEquals(Optional.empty(), read(null).beats());
    }

    @ParameterizedTest
    @CsvSource({"-1, 96, 3/4", "1e9, 96, 3/4", "0, 0, 3/4", "0, 301, 3/4", "0, 96, 0/4", "0, 96, 3/0", "0, 96, x"})
    void whatIsNoBeatIsRefused(double at, double tempo, String metre) {
        assertThrows(RefusedException.class, () -> read(Map.of("at", at, "tempo", tempo, "metre", metre)));
    }
}
