package org.amadeus.cli.live;

import java.util.Optional;
import java.util.function.Consumer;
import org.amadeus.cli.error.UsageException;
import org.amadeus.live.beat.Metre;
import org.amadeus.ui.device.MidiPort;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.duet.DuetSession;
import picocli.CommandLine.Option;

/** The options that put a duet on the clock of a sequencer, or a sequencer on the duet's. */
final class ClockOptions {
    @Option(
            names = "--clock",
            paramLabel = "DEVICE",
            description =
                    "Follow the MIDI clock that comes from there: answers begin on its bars while it runs, and end"
                            + " where it stops. Default: none.")
    private String clock;

    @Option(
            names = "--clock-out",
            paramLabel = "DEVICE",
            description = "Send a MIDI clock there: of --tempo, on whose bars answers then begin, of the clock that is"
                    + " followed, or of your tempo as it is estimated. Default: nowhere.")
    private String out;

    @Option(
            names = "--metre",
            paramLabel = "N/N",
            description = "What bars the quarters make, such as 3/4 or 6/8. Default: 4/4.")
    private String metre;

    /** What was asked for. */
    record Clocks(Optional<MidiPort> in, Optional<MidiPort> out, Optional<Double> tempo, Metre metre) {
        /** Has the duet follow and send it. */
        void connect(DuetSession duet, Consumer<String> say) {
            in.ifPresent(port -> {
                duet.follow(port, metre);
                say.accept("The clock of " + port.name() + " is followed.");
            });
            out.ifPresent(port -> {
                duet.sendClock(port, metre);
                say.accept("A clock is sent to " + port.name()
                        + (in.isPresent() || tempo.isPresent() ? "." : ", of your tempo once you have played."));
            });
            tempo.ifPresent(duet::tempo);
        }
    }

    /** Finds a mistake before a model is loaded. */
    Clocks clocks(Optional<Double> tempo) {
        if (clock == null && out == null && metre != null) {
            throw new UsageException("--metre is a clock's: give --clock DEVICE or --clock-out DEVICE too");
        }
        if (clock != null && tempo.isPresent()) {
            throw new UsageException("--tempo and --clock are both given, expected one: a clock has its own tempo");
        }
        Metre bars = metre();
        return new Clocks(
                Optional.ofNullable(clock).map(MidiPorts::input),
                Optional.ofNullable(out).map(MidiPorts::output),
                out == null ? Optional.empty() : tempo,
                bars);
    }

    private Metre metre() {
        return metre == null
                ? Metre.COMMON
                : Metre.of(metre)
                        .orElseThrow(() -> new UsageException("--metre is \"" + metre
                                + "\", expected 1 .. 32 beats of a 1, 2, 4, 8 or 16, such as 3/4"));
    }
}
