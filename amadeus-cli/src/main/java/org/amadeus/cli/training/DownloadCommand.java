package org.amadeus.cli.training;

import static org.amadeus.data.io.Printable.escape;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.output.CalledAs;
import org.amadeus.cli.output.ProgressBar;
import org.amadeus.cli.output.ShellWords;
import org.amadeus.data.download.Catalogue;
import org.amadeus.data.download.MidiDownloader;
import org.amadeus.data.download.MidiSource;
import org.amadeus.data.io.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "download",
        description = "Fetch a public collection of piano MIDI, or list what there is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus download                        what there is, under which licence",
            "  amadeus download maestro midi/ --yes    199 hours of performances, 56 MB",
            "An interrupted download goes on where it ended when the command is run again."
        })
public final class DownloadCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The collection.")
    private String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "DIR", description = "Where to put it. Default: midi/NAME.")
    private Path folder;

    @Option(names = "--yes", description = "Accept the collection's licence.")
    private boolean accepted;

    @Option(
            names = "--catalogue",
            paramLabel = "FILE",
            description = "Another list of collections, in the form of the bundled one (docs/dataset.md).")
    private Path catalogueFile;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        Catalogue catalogue = catalogueFile == null ? Catalogue.bundled() : Catalogue.read(catalogueFile);
        if (name == null) {
            for (MidiSource source : catalogue.sources()) {
                out.printf(
                        Locale.ROOT,
                        "%-14s %s%n%-14s %s%n",
                        escape(source.name()),
                        escape(source.title()),
                        "",
                        escape(source.licence()));
            }
            return 0;
        }
        MidiSource source = catalogue.find(name);
        out.println(escape(source.title()));
        out.println("Licence: " + escape(source.licence()));
        if (!accepted) {
            throw new UsageException("the licence of " + name + " is shown above. Accept it with --yes.");
        }
        Path target = folder == null ? Path.of("midi", name) : folder;
        MidiDownloader.Result result;
        try (ProgressBar progress = ProgressBar.on("downloading")) {
            result = new MidiDownloader().download(source, target, progress);
        }
        out.printf(
                Locale.ROOT,
                "%s holds %s, %,d of them new%s%n",
                escape(target),
                Counted.of(result.files(), "MIDI file"),
                result.fetched(),
                result.refused() == 0 ? "" : "; " + Counted.of(result.refused(), "link") + " led to no MIDI file");
        out.println("Next: " + CalledAs.name() + " preprocess " + ShellWords.quoted(target) + " dataset/" + name);
        return 0;
    }
}
