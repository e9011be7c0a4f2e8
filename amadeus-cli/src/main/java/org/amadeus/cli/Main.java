package org.amadeus.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.amadeus.cli.error.Failures;
import org.amadeus.cli.natives.PackedNatives;
import org.amadeus.cli.natives.UserHome;
import org.amadeus.cli.option.NumberConverters;
import org.amadeus.cli.option.PathConverter;
import org.amadeus.cli.output.ErrorStream;
import org.amadeus.cli.output.OutputNames;
import org.amadeus.cli.output.ResultStream;
import org.amadeus.cli.output.Version;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code amadeus} command: finds the subcommand, runs it, turns what it throws into one line and an exit code. */
@Command(
        name = "amadeus",
        description = "Performance RNN: plays piano, answers yours, learns from your MIDI files.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footer = {
            "",
            "Begin with:",
            "  amadeus generate          write a piece of music to output/output-000.mid",
            "  amadeus COMMAND --help    what a command can do, with examples",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Show stack traces and what the libraries log.")
    private boolean verbose;

    private Main() {}

    public static void main(String[] args) {
        UserHome.settle();
        ErrorStream.install();
        LibraryLogs.configure(Arrays.asList(args).contains("--verbose"));
        ResultStream results = new ResultStream(new FileOutputStream(FileDescriptor.out));
        Charset letters = ofTerminal();
        System.setOut(new PrintStream(results, true, letters));
        PrintWriter out = new PrintWriter(System.out, true, letters);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        Thread.setDefaultUncaughtExceptionHandler((thread, e) -> Failures.died(e, err, args));
        int exit = run(out, err, args);
        if (results.failure() != null) {
            exit = Failures.unwritten(results.failure(), err);
        }
        System.exit(exit);
    }

    /** How the terminal, or the file in its place, wants letters; Java 17 and later versions tell it by different names. */
    private static Charset ofTerminal() {
        String named = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding"));
        return named == null || !Charset.isSupported(named) ? Charset.defaultCharset() : Charset.forName(named);
    }

    /** The command with the subcommand that {@code args} name, or with all of them. */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        Commands.register(line, args);
        return line;
    }

    /** Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        try {
            return NumberConverters.register(commandLine(args))
                    .setOut(OutputNames.among(args) ? err : out)
                    .setErr(err)
                    .registerConverter(Path.class, new PathConverter())
                    .setParameterExceptionHandler(Failures::wrongUsage)
                    .setExecutionExceptionHandler(Failures::failed)
                    .setExecutionStrategy(Main::execute)
                    .setCaseInsensitiveEnumValuesAllowed(true)
                    .execute(args);
        } catch (Error e) {
            return Failures.died(e, err, args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Runs what was parsed; what it computes with is there before. */
    private static int execute(CommandLine.ParseResult parsed) {
        CommandLine.ParseResult named = parsed.subcommand();
        boolean runs = named != null && !named.isUsageHelpRequested() && !named.isVersionHelpRequested();
        if (runs && Commands.computesAtOnce(named.commandSpec().name())) {
            PackedNatives.unpack();
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Without a subcommand: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
