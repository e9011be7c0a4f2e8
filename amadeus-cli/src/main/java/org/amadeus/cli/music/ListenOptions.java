package org.amadeus.cli.music;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.cli.error.Interruption;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.data.Progress;
import org.amadeus.data.io.Printable;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.midi.MidiOutput;
import org.amadeus.ui.midi.MidiPlayer;
import org.amadeus.ui.midi.Timeline;
import org.amadeus.ui.picture.PianoRoll;
import org.amadeus.ui.sound.PianoSynth;
import org.amadeus.ui.sound.Renderer;
import picocli.CommandLine.Option;

/** The options that let generated pieces be heard and seen at once. */
final class ListenOptions {
    @Option(names = "--wav", description = "Write each piece as sound too: output-000.wav ..")
    private boolean wav;

    @Option(names = "--png", description = "Draw each piece too: output-000.png ..")
    private boolean png;

    @Option(names = "--play", description = "Play the pieces on the built-in piano when they are written.")
    private boolean play;

    private final List<MidiFile> pieces = new ArrayList<>();

    /** Makes what was asked for beside a piece that was written. */
    void written(MidiFile midi, Path file, PrintWriter out) throws IOException {
        if (midi.notes().isEmpty()) {
            return; // a very short piece may be nothing but a rest
        }
        if (play) {
            pieces.add(midi);
        }
        if (wav) {
            Path sound = beside(file, ".wav");
            new Renderer(new PianoSynth()).render(Timeline.of(midi), sound, Progress.NONE);
            out.println(Printable.escape(sound));
        }
        if (png) {
            Path picture = beside(file, ".png");
            new PianoRoll(midi.notes(), file.getFileName().toString()).writePng(picture);
            out.println(Printable.escape(picture));
        }
    }

    /** Plays what was written, one piece after the other; Ctrl-C ends it. */
    void play() {
        if (pieces.isEmpty()) {
            return;
        }
        try (Interruption ctrlC = new Interruption();
                MidiOutput piano = MidiPorts.open(MidiPorts.output(null));
                ProgressBar progress = ProgressBar.on("playing")) {
            MidiPlayer player = new MidiPlayer(piano);
            for (MidiFile piece : pieces) {
                if (!player.play(Timeline.of(piece), progress)) {
                    return;
                }
            }
        }
    }

    private static Path beside(Path midi, String ending) {
        String name = midi.getFileName().toString();
        return midi.resolveSibling(name.substring(0, name.length() - ".mid".length()) + ending);
    }
}
