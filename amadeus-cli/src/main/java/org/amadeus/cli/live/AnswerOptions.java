package org.amadeus.cli.live;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.amadeus.cli.error.UsageException;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.controls.Control;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.MusicalKey;
import org.amadeus.live.mode.Mode;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.ui.duet.Bindings;
import org.amadeus.ui.duet.DuetOptions;
import org.amadeus.ui.duet.Steering;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say when and how a phrase is answered. */
final class AnswerOptions {
    private static final Map<String, String> SETTINGS = Map.of(
            "bars", "--bars",
            "shortest answer", "--min-answer",
            "longest answer", "--max-answer",
            "velocity scale", "--velocity",
            "temperature", "-T",
            "top-p", "--top-p");

    @Mixin
    private ModeOption mode;

    @Mixin
    private TimeOptions time;

    @Option(
            names = "--silence",
            paramLabel = "auto|MS",
            defaultValue = "auto",
            description = "What ends a phrase: milliseconds of silence, 50 .. 10000, or auto, a pause that is long for"
                    + " what was played. Default: ${DEFAULT-VALUE}.")
    private String silence;

    @Option(
            names = "--min-answer",
            paramLabel = "SECONDS",
            defaultValue = "1",
            description = "The shortest answer. Default: ${DEFAULT-VALUE}.")
    private double shortest;

    @Option(
            names = "--max-answer",
            paramLabel = "SECONDS",
            defaultValue = "16",
            description = "The longest answer; up to it, one is as long as the phrase. Default: ${DEFAULT-VALUE}.")
    private double longest;

    @Option(
            names = {"-T", "--temperature"},
            paramLabel = "T",
            defaultValue = "1",
            description = "Below 1 safer, above 1 bolder. Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "0.95",
            description = "Draw from the fewest events that make up P of the probability. Default: ${DEFAULT-VALUE}.")
    private double topP;

    @Option(names = "--density", paramLabel = "N", description = "How many notes, 0 (few) .. 11 (many).")
    private Integer density;

    @Option(names = "--key", paramLabel = "KEY", description = "The key to answer in, such as C, F# minor, Bbm.")
    private String key;

    @Option(
            names = "--velocity",
            paramLabel = "FACTOR",
            defaultValue = "1",
            description = "How loud the answers are; 0.5 is half. Default: ${DEFAULT-VALUE}.")
    private double velocity;

    @Option(names = "--thru", description = "Send what you play to the output too.")
    private boolean thru;

    @Option(names = "--loop", description = "While you rest, let answers follow each other.")
    private boolean loop;

    @Option(
            names = "--channel",
            paramLabel = "N",
            defaultValue = "1",
            description = "MIDI channel to play on, 1 .. 16. Default: ${DEFAULT-VALUE}.")
    private int channel;

    @Option(
            names = "--no-follow",
            description = "Let the model be as loud and as fast as it likes. Default: about as the phrase.")
    private boolean noFollow;

    @Option(
            names = "--pedal",
            paramLabel = "auto|off",
            defaultValue = "auto",
            description = "Send the sustain pedal where an answer holds more than two hands can, or never."
                    + " Default: ${DEFAULT-VALUE}.")
    private String pedal;

    DuetOptions duet(Bindings bindings) {
        UsageException.require("--channel", channel, 1, 16);
        try {
            LiveOptions playing = new LiveOptions(
                    mode.mode().orElse(Mode.ANSWER),
                    true,
                    silence(),
                    shortest,
                    longest,
                    velocity,
                    !noFollow,
                    pedal(),
                    loop,
                    time.time());
            return new DuetOptions(playing, thru, channel - 1, bindings);
        } catch (IllegalArgumentException e) {
            throw UsageException.of(e, SETTINGS);
        }
    }

    /** The player's tempo, where it was given, beats a minute. */
    Optional<Double> tempo() {
        return time.tempo();
    }

    private double silence() {
        if (silence.equals("auto")) {
            return LiveOptions.AUTO;
        }
        if (silence.matches("\\d{2,5}") && Integer.parseInt(silence) >= 50 && Integer.parseInt(silence) <= 10_000) {
            return Integer.parseInt(silence) / 1000.0;
        }
        throw new UsageException("--silence is \"" + silence + "\", expected auto or milliseconds, 50 .. 10000");
    }

    private boolean pedal() {
        if (!pedal.equals("auto") && !pedal.equals("off")) {
            throw new UsageException("--pedal is \"" + pedal + "\", expected auto or off");
        }
        return pedal.equals("auto");
    }

    Sampling sampling() {
        try {
            return Sampling.DEFAULT.withTemperature(temperature).withTopP(topP);
        } catch (IllegalArgumentException e) {
            throw UsageException.of(e, SETTINGS);
        }
    }

    /** What the answers are to be like. */
    Steering steering() {
        if (density != null && (density < 0 || density >= Control.DENSITIES)) {
            throw new UsageException("--density is " + density + ", expected 0 .. 11");
        }
        return new Steering(
                density == null ? OptionalInt.empty() : OptionalInt.of(density),
                Optional.ofNullable(key).map(AnswerOptions::parse));
    }

    private static MusicalKey parse(String key) {
        try {
            return MusicalKey.parse(key);
        } catch (AmadeusException e) {
            throw new UsageException("--key: " + e.getMessage());
        }
    }
}
