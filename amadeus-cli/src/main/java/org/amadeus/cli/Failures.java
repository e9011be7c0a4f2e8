package org.amadeus.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Arrays;
import org.amadeus.data.AmadeusException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns what a command throws into one line on the error stream and an exit code. */
final class Failures {
    private Failures() {}

    /** An option that is unknown, missing or unreadable: exit code 2. */
    static int wrongUsage(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("amadeus: " + oneLine(e.getMessage()));
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println(line.getCommandSpec().qualifiedName() + " --help lists what there is.");
        return CommandLine.ExitCode.USAGE;
    }

    /** A command that could not do its work: exit code 1, or 2 where the fault lies in what was asked. */
    static int failed(Exception e, CommandLine line, ParseResult parsed) {
        boolean verbose = Boolean.TRUE.equals(
                line.getCommandSpec().root().findOption("--verbose").getValue());
        line.getErr().println("amadeus: " + oneLine(describe(e)) + hint(e, verbose));
        if (verbose) {
            e.printStackTrace(line.getErr());
        }
        return e instanceof UsageException ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }

    /** Memory that is not there, in the heap or outside it: exit code 1. What was saved before stays as it is. */
    static int outOfMemory(OutOfMemoryError e, CommandLine line, String[] args) {
        line.getErr()
                .println("amadeus: out of memory (" + oneLine(e.getMessage())
                        + "). Ask for less at once (a smaller batch), or allow more: AMADEUS_JAVA_OPTS=-Xmx8g");
        if (Arrays.asList(args).contains("--verbose")) {
            e.printStackTrace(line.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    /** What went wrong, without the name of the program. */
    static String describe(Exception e) {
        if (e instanceof AmadeusException) {
            return e.getMessage();
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
        if (e instanceof IOException) {
            return e.getMessage() == null ? e.toString() : e.getMessage();
        }
        return "a fault in Amadeus itself: " + e;
    }

    private static String hint(Exception e, boolean verbose) {
        boolean expected = e instanceof AmadeusException || e instanceof IOException;
        return expected || verbose ? "" : " (--verbose shows where; please report it)";
    }

    private static String oneLine(String message) {
        return message == null ? "" : message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
