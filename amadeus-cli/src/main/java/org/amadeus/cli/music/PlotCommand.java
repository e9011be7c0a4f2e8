package org.amadeus.cli.music;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amadeus.cli.option.Endings;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.option.Outputs;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.ui.picture.PianoRoll;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "plot",
        description = "Draw a MIDI file as a piano roll: a PNG picture.",
        mixinStandardHelpOptions = true,
        footer = {"", "Example:", "  amadeus plot output/output-000.mid piece.png"})
public final class PlotCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE.mid", description = "What to draw.")
    private Path midi;

    @Parameters(index = "1", paramLabel = "OUT.png", description = "Where to.")
    private Path png;

    @Mixin
    private MidiOptions midiFiles;

    @Override
    public Integer call() throws IOException {
        Endings.require("OUT.png", png, "a PNG picture", ".png");
        Outputs.requireOther("OUT.png", png, midi);
        NoteSequence notes = midiFiles.read(midi, spec.commandLine().getErr()).notes();
        new PianoRoll(notes, midi.getFileName().toString()).writePng(png);
        spec.commandLine()
                .getOut()
                .printf(Locale.ROOT, "%s  %s%n", Printable.escape(png), Counted.of(notes.size(), "note"));
        return 0;
    }
}
