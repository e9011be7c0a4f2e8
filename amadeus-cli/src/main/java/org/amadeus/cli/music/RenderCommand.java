package org.amadeus.cli.music;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.Interruption;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.Endings;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.option.Outputs;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.data.io.Printable;
import org.amadeus.ui.midi.Timeline;
import org.amadeus.ui.sound.Renderer;
import org.amadeus.ui.sound.Sounds;
import org.amadeus.ui.sound.Synth;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "render",
        description = "Turn a MIDI file into sound: a WAV file, 44.1 kHz, stereo.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus render output/output-000.mid piece.wav",
            "  amadeus render output/output-000.mid piece.wav --soundfont grand.sf2"
        })
public final class RenderCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE.mid", description = "What to render.")
    private Path midi;

    @Parameters(index = "1", paramLabel = "OUT.wav", description = "Where to.")
    private Path wav;

    @Option(names = "--soundfont", paramLabel = "FILE.sf2", description = "Sounds to play with, SF2 or DLS.")
    private Path soundFont;

    @Option(
            names = "--sounds",
            paramLabel = "NAME",
            defaultValue = "piano",
            description = "Without a sound font: piano, our own, or gervill, Java's. Default: ${DEFAULT-VALUE}.")
    private Sounds sounds;

    @Mixin
    private MidiOptions midiFiles;

    @Override
    public Integer call() throws IOException {
        Endings.require("OUT.wav", wav, "a WAV file", ".wav", ".wave");
        Outputs.requireOther("OUT.wav", wav, midi, soundFont);
        if (soundFont != null && spec.commandLine().getParseResult().hasMatchedOption("--sounds")) {
            throw new UsageException("--sounds and --soundfont both say what to play with: leave one of them out");
        }
        Timeline music = Timeline.of(midiFiles.read(midi, spec.commandLine().getErr()));
        try (Interruption ctrlC = new Interruption()) {
            return ctrlC.during(spec.commandLine(), () -> render(music));
        }
    }

    private int render(Timeline music) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        try (Synth synth = sounds.open(soundFont);
                ProgressBar progress = ProgressBar.on("rendering")) {
            Renderer.Rendered rendered = new Renderer(synth).render(music, wav, progress);
            progress.close();
            out.printf(
                    Locale.ROOT,
                    "%s  %d:%02d min%n",
                    Printable.escape(wav),
                    (int) rendered.seconds() / 60,
                    (int) rendered.seconds() % 60);
        } catch (ClosedByInterruptException e) {
            out.printf(Locale.ROOT, "%s: not written, stopped%n", Printable.escape(wav));
        }
        return 0;
    }
}
