package org.amadeus.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.amadeus.cli.error.UsageException;
import org.amadeus.data.dataset.StoreFolder;
import org.amadeus.data.io.Printable;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** How MIDI files are read, the same in every command. */
public final class MidiOptions {
    @ArgGroup(exclusive = true)
    private Switches switches = new Switches();

    /** At most one of them is given. */
    private static final class Switches {
        @Option(names = "--strict", description = "Refuse a MIDI file with anything wrong, whatever can be read of it.")
        private boolean strict;

        @Option(names = "--lenient", description = "Read what is left of a damaged MIDI file.")
        private boolean lenient;
    }

    /**
     * Refuses the switches in a run that reads no MIDI file, where they would do nothing.
     *
     * @param why why it reads none, as the sentence goes on
     * @throws UsageException where one of them was typed
     */
    public void requireNone(String why) {
        if (switches.strict || switches.lenient) {
            throw new UsageException((switches.strict ? "--strict" : "--lenient") + " is about reading MIDI files" + why
                    + ": leave it out");
        }
    }

    /**
     * Refuses the switches where the music is a dataset.
     *
     * @throws UsageException where it is and one of them was typed
     */
    public void requireNoneOf(Path music) throws IOException {
        if (Files.isDirectory(music) && StoreFolder.isStore(music)) {
            requireNone("; " + music + " is a dataset, whose files are read already");
        }
    }

    public Tolerance tolerance() {
        if (switches.strict) {
            return Tolerance.STRICT;
        }
        return switches.lenient ? Tolerance.LENIENT : Tolerance.USUAL;
    }

    /** Reads a file; what was wrong with it and got by goes to {@code err}, a line each. */
    public MidiFile read(Path file, PrintWriter err) throws IOException {
        return warned(MidiReader.read(file, tolerance()), err);
    }

    /** Likewise, of the bytes of a file. */
    public MidiFile parse(Path file, byte[] bytes, PrintWriter err) {
        return warned(MidiReader.parse(file.toString(), bytes, tolerance()), err);
    }

    private static MidiFile warned(MidiFile midi, PrintWriter err) {
        midi.warnings().forEach(warning -> err.println("amadeus: " + Printable.escape(warning)));
        err.flush();
        return midi;
    }
}
