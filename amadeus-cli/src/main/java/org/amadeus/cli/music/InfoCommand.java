package org.amadeus.cli.music;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.option.SessionName;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.InputFile;
import org.amadeus.data.io.Printable;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.SessionSummary;
import org.amadeus.quant.BundledModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "info",
        description = "Describe a session or a MIDI file; or the bundled model.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus info                          the model that generate uses by default",
            "  amadeus info save/model.sess          its sizes, training, origin",
            "  amadeus info output/output-000.mid    its tracks, length, notes, events"
        })
public final class InfoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE", description = "What to describe.")
    private Path file;

    @Mixin
    private MidiOptions midiFiles;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (file != null && Files.isDirectory(file)) {
            throw new AmadeusException(file + ": is a folder, expected a session or a MIDI file");
        }
        if (file == null || SessionName.isBundled(file)) {
            midiFiles.requireNone("; the bundled model is none");
            print(out, BundledModel.NAME, SessionSummary.of(BundledModel.load()));
        } else if (Files.exists(file) && !Files.isRegularFile(file)) {
            print(
                    out,
                    file.toString(),
                    MidiSummary.of(fromPipe(spec.commandLine().getErr())));
        } else if (MidiReader.isMidi(file)) {
            print(
                    out,
                    file.toString(),
                    MidiSummary.of(midiFiles.read(file, spec.commandLine().getErr())));
        } else {
            Session session = SessionFiles.load(file);
            midiFiles.requireNone("; " + file + " is a session");
            print(out, file.toString(), SessionSummary.of(session));
        }
        return 0;
    }

    /** Of a pipe the beginning cannot be read twice, and a session not at all. */
    private MidiFile fromPipe(PrintWriter err) throws IOException {
        byte[] bytes = InputFile.read(file, "a MIDI file", MidiReader.LARGEST_FILE, AmadeusException::new);
        if (!MidiReader.isMidi(bytes)) {
            throw new AmadeusException(file + ": is a pipe or a device and gives "
                    + (bytes.length == 0 ? "nothing" : "no MIDI file")
                    + ". A session is read from a file: name that");
        }
        return midiFiles.parse(file, bytes, err);
    }

    private static void print(PrintWriter out, String title, Map<String, String> lines) {
        out.println(Printable.escape(title));
        lines.forEach((label, text) -> out.printf(Locale.ROOT, "  %-14s %s%n", label, Printable.escape(text)));
    }
}
