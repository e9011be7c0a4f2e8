package org.amadeus.cli.music;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amadeus.cli.option.CodecOptions;
import org.amadeus.cli.option.Endings;
import org.amadeus.cli.option.MidiOptions;
import org.amadeus.cli.option.Outputs;
import org.amadeus.data.io.Counted;
import org.amadeus.data.io.Printable;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.data.midi.write.MidiWriter;
import org.amadeus.data.performance.Performance;
import org.amadeus.data.performance.PerformanceMidi;
import org.amadeus.data.performance.PerformanceReader;
import org.amadeus.data.performance.PerformanceText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "events",
        description = "Show a MIDI file as the events a model sees.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus events primer.mid                         a line an event",
            "  amadeus events primer.mid --json > primer.json    notes, events and controls",
            "  amadeus events primer.mid --roundtrip heard.mid   what a model hears of it"
        })
public final class EventsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "A MIDI file.")
    private Path file;

    @Mixin
    private CodecOptions codec;

    @Option(names = "--json", description = "Print one JSON object: profile, notes, events, controls.")
    private boolean json;

    @Mixin
    private MidiOptions midiFiles;

    @Option(names = "--roundtrip", paramLabel = "OUT.mid", description = "Write what the events decode to.")
    private Path roundtrip;

    @Override
    public Integer call() throws IOException {
        if (roundtrip != null) {
            Endings.require("--roundtrip", roundtrip, "a MIDI file", ".mid", ".midi");
            Outputs.requireOther("--roundtrip", roundtrip, file);
        }
        MidiFile midi = midiFiles.read(file, spec.commandLine().getErr());
        Performance performance =
                new PerformanceReader(codec.profile(), codec.usePedal(), midiFiles.tolerance()).read(midi);
        if (roundtrip != null) {
            MidiWriter.write(PerformanceMidi.of(performance.events(), codec.profile()), roundtrip);
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            PerformanceText.writeJson(performance, out);
        } else if (roundtrip == null) {
            PerformanceText.writeList(performance, out);
        } else {
            out.printf(
                    Locale.ROOT,
                    "%s: %s written back as MIDI%n",
                    Printable.escape(roundtrip),
                    Counted.of(performance.events().size(), "event"));
        }
        out.flush();
        return 0;
    }
}
