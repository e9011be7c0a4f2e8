package org.amadeus.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.amadeus.cli.error.UsageException;
import org.amadeus.live.beat.InTime;
import org.amadeus.live.beat.OnsetGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TimeOptionsTest {
    private static <T> T parsed(T options, String words) {
        return CommandLine.populateCommand(options, words.isEmpty() ? new String[0] : words.split(" "));
    }

    private static TimeOptions time(String options) {
        return parsed(new TimeOptions(), options);
    }

    @Test
    void barsTempoAndGrid() {
        InTime time = time("--bars 4 --tempo 96.5 --grid 1/16@0.5").time();
        assertEquals(new InTime(4, 96.5, OnsetGrid.of("1/16@0.5").orElseThrow()), time);
        assertEquals(InTime.FREE, time("").time());
    }

    @ParameterizedTest
    @CsvSource({
        "--tempo 19, --tempo is 19.0",
        "--tempo 301, --tempo is 301.0",
        "--tempo NaN, --tempo is NaN",
        "--bars 0, --bars is 0",
        "--grid 1/7, --grid is \"1/7\""
    })
    void whatIsOutOfRangeIsRefusedByName(String options, String said) {
        String message =
                assertThrows(UsageException.class, () -> time(options).time()).getMessage();
        assertTrue(message.contains(said), message);
    }

    @ParameterizedTest
    @CsvSource({
        "--metre 3/4, 96, --metre is a clock's",
        "--clock a, 96, expected one: a clock has its own tempo",
        "--clock-out a, , give --tempo BPM or --clock DEVICE"
    })
    void whatAClockLacksOrDoesNotNeedIsSaid(String options, Double tempo, String said) {
        ClockOptions clock = parsed(new ClockOptions(), options);
        String message = assertThrows(UsageException.class, () -> clock.clocks(Optional.ofNullable(tempo)))
                .getMessage();
        assertTrue(message.contains(said), message);
    }

    @Test
    void withoutAClockATempoIsThePlayersAlone() {
        ClockOptions.Clocks clocks = new ClockOptions().clocks(Optional.of(96.0));
        assertTrue(clocks.tempo().isEmpty());
        assertTrue(clocks.in().isEmpty() && clocks.out().isEmpty());
    }
}
