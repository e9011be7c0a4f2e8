package org.amadeus.cli;

import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
        redirectErrors();
        LibraryLogs.configure(Arrays.asList(args).contains("--verbose"));
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        System.exit(run(out, err, args));
    }

    /** The command with the subcommand that {@code args} name, or with all of them. */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        Commands.register(line, args);
        return line;
    }

    /** Runs a command line and returns its exit code: 0 done, 1 failed, 2 wrong usage. */
    static int run(PrintWriter out, PrintWriter err, String... args) {
        CommandLine line = commandLine(args);
        line.setOut(out)
                .setErr(err)
                .setParameterExceptionHandler(Failures::wrongUsage)
                .setExecutionExceptionHandler(Failures::failed)
                .setCaseInsensitiveEnumValuesAllowed(true);
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            return Failures.outOfMemory(e, line, args);
        } finally {
            out.flush();
            err.flush();
        }
    }

    /** Without a subcommand: the help. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /**
     * The launcher keeps the terminal's error stream open under another number and filters the JVM's own, which warns
     * of the incubating Vector API at every start.
     */
    private static void redirectErrors() {
        String path = System.getProperty("amadeus.stderr");
        if (path != null) {
            try {
                System.setErr(new PrintStream(new FileOutputStream(path, true), true, StandardCharsets.UTF_8));
            } catch (FileNotFoundException e) {
                System.err.println("amadeus: " + path + " can't be opened for messages, using standard error");
            }
        }
    }
}
