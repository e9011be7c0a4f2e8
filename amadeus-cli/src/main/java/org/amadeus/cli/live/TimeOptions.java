package org.amadeus.cli.live;

import java.util.Optional;
import org.amadeus.cli.error.UsageException;
import org.amadeus.live.beat.InTime;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.beat.OnsetGrid;
import picocli.CommandLine.Option;

/** The options that say how answers keep the player's tempo. */
final class TimeOptions {
    @Option(
            names = "--bars",
            paramLabel = "N",
            description = "Answers last N bars of your tempo, 1 .. 32, and end on a beat. Default: about as long as the"
                    + " phrase.")
    private Integer bars;

    @Option(
            names = "--grid",
            paramLabel = "1/N[@S]",
            description = "1/16@0.5 draws onsets half of the way to sixteenths of your beat, 1/16 all of it.")
    private String grid;

    @Option(
            names = "--tempo",
            paramLabel = "BPM",
            description =
                    "Your tempo, beats a minute, 20 .. 300, and that of --clock-out. Default: as estimated from each"
                            + " phrase.")
    private Double tempo;

    /** @throws IllegalArgumentException where a number is out of range */
    InTime time() {
        if (bars != null && (bars < 1 || bars > InTime.MOST_BARS)) {
            throw new UsageException("--bars is " + bars + ", expected 1 .. " + InTime.MOST_BARS);
        }
        OnsetGrid drawnTo = grid == null
                ? OnsetGrid.OFF
                : OnsetGrid.of(grid)
                        .orElseThrow(
                                () -> new UsageException("--grid is \"" + grid + "\", expected " + OnsetGrid.EXPECTED));
        return new InTime(bars == null ? 0 : bars, tempo().orElse(0.0), drawnTo);
    }

    /** The tempo that was given, beats a minute. */
    Optional<Double> tempo() {
        if (tempo != null && !(tempo >= Metre.SLOWEST && tempo <= Metre.FASTEST)) {
            throw new UsageException("--tempo is " + tempo + ", expected 20 .. 300");
        }
        return Optional.ofNullable(tempo);
    }
}
