package org.amadeus.cli.error;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.amadeus.cli.output.CalledAs;
import org.amadeus.data.AmadeusException;
import org.amadeus.data.io.Printable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what a command throws into one line on the error stream and an exit code. */
public final class Failures {
    private Failures() {}

    /** An option that is unknown, missing or unreadable: exit code 2. */
    public static int wrongUsage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        // Picocli begins some of its messages so.
        String message = e.getMessage().replaceFirst("^Error: ", "").replaceFirst("^(Value for option) option ", "$1 ");
        err.println("amadeus: " + oneLine(message));
        suggest(e, line, err);
        String command = line.getCommandSpec().qualifiedName().replaceFirst("^amadeus", "");
        err.println(CalledAs.name() + command + " --help lists what there is.");
        return CommandLine.ExitCode.USAGE;
    }

    /** A command that could not do its work: exit code 1, or 2 where the fault lies in what was asked. */
    public static int failed(Exception e, CommandLine line, ParseResult parsed) {
        boolean verbose = Boolean.TRUE.equals(
                line.getCommandSpec().root().findOption("--verbose").getValue());
        line.getErr().println("amadeus: " + oneLine(describe(e)) + hint(e, verbose));
        if (verbose) {
            e.printStackTrace(line.getErr());
        }
        return e instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    /** An error of the JVM or of a library, or what ended a thread: exit code 1. What was saved before stays as it is. */
    public static int died(Throwable e, PrintWriter err, String[] args) {
        boolean verbose = Arrays.asList(args).contains("--verbose");
        err.println("amadeus: " + oneLine(describe(e)) + hint(e, verbose));
        if (verbose) {
            e.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** Results that could not be written to the standard output, such as to a disk that is full: exit code 1. */
    public static int unwritten(IOException e, PrintWriter err) {
        err.println("amadeus: standard output can't be written: " + oneLine(e.getMessage()));
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static void suggest(ParameterException e, CommandLine line, PrintWriter err) {
        boolean command = line.getParent() == null
                && e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()
                && !unmatched.getUnmatched().get(0).startsWith("-");
        if (!command) {
            UnmatchedArgumentException.printSuggestions(e, err);
            return;
        }
        String typed = ((UnmatchedArgumentException) e).getUnmatched().get(0);
        List<String> meant = Suggestions.of(typed, line.getSubcommands().keySet());
        if (!meant.isEmpty()) {
            err.println("Did you mean: " + CalledAs.name() + " " + String.join(" or ", meant) + "?");
        }
    }

    /** What went wrong, without the name of the program. */
    public static String describe(Throwable e) {
        if (e instanceof AmadeusException) {
            return e.getMessage();
        }
        Optional<Error> error = errorIn(e);
        if (error.isPresent()) {
            return ErrorText.of(error.get());
        }
        if (e instanceof NoSuchFileException missing) {
            return missing.getFile() + ": no such file or folder";
        }
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + ": permission denied";
        }
        if (e instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + ": exists already";
        }
        if (e instanceof NotDirectoryException file) {
            return file.getFile() + ": is not a folder";
        }
        if (e instanceof UncheckedIOException) {
            return describe(e.getCause());
        }
        if (e instanceof IOException) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
        return "a fault in Amadeus itself: " + e;
    }

    /** The error among the causes of {@code e}, which says more than what is wrapped around it. */
    private static Optional<Error> errorIn(Throwable e) {
        Throwable cause = e;
        for (int i = 0; cause != null && i < 100; i++) {
            if (cause instanceof Error error && !(cause instanceof AssertionError)) {
                return Optional.of(error);
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static String hint(Throwable e, boolean verbose) {
        boolean expected = e instanceof AmadeusException
                || e instanceof IOException
                || e instanceof UncheckedIOException
                || errorIn(e).filter(ErrorText::isExplained).isPresent();
        return expected || verbose ? "" : " (--verbose shows where; please report it)";
    }

    static String oneLine(String message) {
        return message == null ? "" : Printable.escape(message.strip().replaceAll("\\s*\\R\\s*", " "));
    }
}
