package org.amadeus.cli.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.amadeus.cli.CliRun;
import org.amadeus.cli.error.UsageException;
import org.amadeus.live.beat.InTime;
import org.amadeus.live.beat.OnsetGrid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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
        "--bars 0, '--bars is 0, expected 1 .. 32'",
        "--bars -1, '--bars is -1, expected 1 .. 32'",
        "--bars 33, '--bars is 33, expected 1 .. 32'",
        "--grid 1/7, --grid is \"1/7\""
    })
    void whatIsOutOfRangeIsRefusedByName(String options, String said) {
        String message =
                assertThrows(UsageException.class, () -> time(options).time()).getMessage();
        assertTrue(message.contains(said), message);
    }

    @ParameterizedTest
    @CsvSource({"--metre 3/4, 96, --metre is a clock's", "--clock a, 96, expected one: a clock has its own tempo"})
    void whatAClockLacksOrDoesNotNeedIsSaid(String options, Double tempo, String said) {
        ClockOptions clock = parsed(new ClockOptions(), options);
        String message = assertThrows(UsageException.class, () -> clock.clocks(Optional.ofNullable(tempo)))
                .getMessage();
        assertTrue(message.contains(said), message);
    }

    /** What is played on is looked for when all that was said is right. */
    @ParameterizedTest
    @ValueSource(strings = {"--metre 9/9 --clock-out none", "--metre 3/4", "--clock none --tempo 96", "--bars 40"})
    void aMistakeIsSaidBeforeDevicesAreLookedFor(String options) {
        List<String> call = new ArrayList<>(List.of("duet", "--in", "no such keyboard"));
        call.addAll(List.of(options.split(" ")));
        CliRun run = CliRun.of(call.toArray());
        assertEquals(2, run.exit(), run.err());
        assertFalse(run.err().contains("no such keyboard"), run.err());
    }

    @Test
    void withoutAClockATempoIsThePlayersAlone() {
        ClockOptions.Clocks clocks = new ClockOptions().clocks(Optional.of(96.0));
        assertTrue(clocks.tempo().isEmpty());
        assertTrue(clocks.in().isEmpty() && clocks.out().isEmpty());
    }
}
