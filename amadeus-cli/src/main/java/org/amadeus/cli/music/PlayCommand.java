package org.amadeus.cli.music;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.Interruption;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.data.io.Printable;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.midi.MidiOutput;
import org.amadeus.ui.midi.MidiPlayer;
import org.amadeus.ui.midi.Timeline;
import org.amadeus.ui.sound.GervillSynth;
import org.amadeus.ui.sound.SynthOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "play",
        description = "Play a MIDI file, on the loudspeaker or on a MIDI device.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus play output/output-000.mid                 on the built-in piano",
            "  amadeus play output/output-000.mid --out fp-30     on a digital piano",
            "Ctrl-C ends it; nothing is left sounding."
        })
public final class PlayCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE.mid", description = "What to play.")
    private Path file;

    @Option(names = "--out", paramLabel = "DEVICE", description = "Where. Default: the built-in piano.")
    private String device;

    @Option(names = "--soundfont", paramLabel = "FILE.sf2", description = "Play with these sounds instead.")
    private Path soundFont;

    @Mixin
    private MidiOptions midiFiles;

    @Override
    public Integer call() throws IOException {
        if (device != null && soundFont != null) {
            throw new UsageException("--soundfont is for the loudspeaker, --out for a MIDI device: take one of them");
        }
        Timeline music = Timeline.of(midiFiles.read(file, spec.commandLine().getErr()));
        try (Interruption ctrlC = new Interruption();
                MidiOutput output = open();
                ProgressBar progress = ProgressBar.on("playing")) {
            boolean ended = new MidiPlayer(output).play(music, progress);
            progress.close();
            PrintWriter out = spec.commandLine().getOut();
            out.printf(
                    Locale.ROOT,
                    "%s: %s %d:%02d min on %s%n",
                    Printable.escape(file),
                    ended ? "played" : "stopped; of",
                    (int) music.seconds() / 60,
                    (int) music.seconds() % 60,
                    Printable.escape(output.name()));
            // After Ctrl-C the JVM is gone as soon as all is tidy.
            out.flush();
        }
        return 0;
    }

    private MidiOutput open() throws IOException {
        return soundFont == null
                ? MidiPorts.open(MidiPorts.output(device))
                : new SynthOutput(soundFont.toString(), GervillSynth.of(soundFont));
    }
}
