package org.amadeus.cli.live;

import org.amadeus.cli.error.UsageException;
import org.amadeus.live.PitchNames;
import org.amadeus.ui.duet.Bindings;
import picocli.CommandLine.Option;

/** The options that give keys and controllers of the keyboard to the duet itself. */
final class BindingOptions {
    @Option(
            names = "--trigger-key",
            paramLabel = "NOTE",
            description = "A key that asks for the answer at once instead of sounding, such as C8.")
    private String triggerKey;

    @Option(
            names = "--trigger-controller",
            paramLabel = "N",
            description = "A controller or pedal that asks for the answer at once: 67 is the soft pedal, 66 the"
                    + " sostenuto pedal.")
    private Integer triggerController;

    @Option(
            names = "--temperature-controller",
            paramLabel = "N",
            description = "A controller that sets the temperature, 0.5 .. 1.5; 1 is the modulation wheel.")
    private Integer temperatureController;

    @Option(names = "--panic-controller", paramLabel = "N", description = "A controller that silences everything.")
    private Integer panicController;

    @Option(
            names = "--mode-controller",
            paramLabel = "N",
            description = "A controller that sets the mode: 0 answer, 32 along, 64 finish, 96 echo (up to the next).")
    private Integer modeController;

    Bindings bindings() {
        return new Bindings(
                key(),
                controller("--trigger-controller", triggerController),
                controller("--temperature-controller", temperatureController),
                controller("--panic-controller", panicController),
                controller("--mode-controller", modeController));
    }

    private int key() {
        if (triggerKey == null) {
            return Bindings.NONE;
        }
        return PitchNames.pitch(triggerKey)
                .orElseThrow(() -> new UsageException("--trigger-key \"" + triggerKey
                        + "\": expected a note with its octave, such as C8 (C4 is middle C), or 0 .. 127"));
    }

    private static int controller(String option, Integer number) {
        if (number == null) {
            return Bindings.NONE;
        }
        if (number < 0 || number > 127) {
            throw new UsageException(option + " is " + number + ", expected 0 .. 127");
        }
        return number;
    }
}
