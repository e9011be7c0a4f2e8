package org.amadeus.cli.music;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.option.PathConverter;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.controls.Control;
import org.amadeus.data.controls.ControlFormatException;
import org.amadeus.data.performance.Performance;
import org.amadeus.data.performance.PerformanceReader;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.network.ModelConfig;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that say what the music is to be like. */
final class SteeringOptions {
    @Option(
            names = {"-i", "--primer"},
            paramLabel = "FILE.mid",
            description = "Music to go on from; the pieces begin with it.")
    private Path primer;

    @Option(
            names = "--primer-mode",
            paramLabel = "MODE",
            defaultValue = "natural",
            description = "natural, or reference: as the Python implementation primes. Default: ${DEFAULT-VALUE}.")
    private Primer.Mode mode;

    @Option(
            names = {"-c", "--control"},
            paramLabel = "CONTROL",
            description = "\"HISTOGRAM;DENSITY\", or a MIDI file to take after.")
    private String control;

    @Mixin
    private MidiOptions midiFiles;

    /** Finds a mistake in what was typed before a model is loaded. */
    void check() {
        checkControl();
        if (primer == null && (control == null || !isFile())) {
            midiFiles.requireNone(" and none is read without -i or a MIDI file for -c");
        }
    }

    private void checkControl() {
        if (control == null) {
            return;
        }
        if (isFile()) {
            PathConverter.path("-c", control);
        } else {
            parse();
        }
    }

    private boolean isFile() {
        return control.indexOf(';') < 0 || Files.exists(PathConverter.path("-c", control));
    }

    private Control parse() {
        try {
            return Control.parse(control);
        } catch (ControlFormatException e) {
            throw new UsageException("-c: " + e.getMessage());
        }
    }

    /** @throws AmadeusException where there is a control and the model takes none */
    Controls controls(ModelConfig config, PrintWriter err) throws IOException {
        if (control == null) {
            return Controls.NONE;
        }
        if (config.controlDim() != Control.SIZE) {
            throw new AmadeusException("-c: the session's controls have " + config.controlDim() + " values, expected "
                    + Control.SIZE + ". Leave -c out.");
        }
        return isFile()
                ? Controls.sequence(performance(PathConverter.path("-c", control), config, err)
                        .controls())
                : Controls.fixed(parse());
    }

    Primer primer(ModelConfig config, PrintWriter err) throws IOException {
        return primer == null
                ? Primer.NONE
                : new Primer(performance(primer, config, err).events(), mode);
    }

    private Performance performance(Path file, ModelConfig config, PrintWriter err) throws IOException {
        return new PerformanceReader(config.profile(), true, midiFiles.tolerance()).read(midiFiles.read(file, err));
    }
}
