package org.amadeus.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** What a command line printed and how it ended, run in this JVM. */
public record CliRun(int exit, String out, String err) {
    public static CliRun of(Object... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = exit(new PrintWriter(out, true), new PrintWriter(err, true), args);
        return new CliRun(exit, out.toString(), err.toString());
    }

    /**
     * The same where the program was started by that name.
     *
     * @param name as it was typed
     */
    public static CliRun calledAs(String name, Object... args) {
        String before = System.setProperty("amadeus.command", name);
        try {
            return of(args);
        } finally {
            if (before == null) {
                System.clearProperty("amadeus.command");
            } else {
                System.setProperty("amadeus.command", before);
            }
        }
    }

    /** Runs it with what it prints for others, and returns its exit code. */
    public static int exit(PrintWriter out, PrintWriter err, Object... args) {
        return Main.run(out, err, Stream.of(args).map(Object::toString).toArray(String[]::new));
    }

    /** The first line of the error stream. */
    public String error() {
        return err.lines().findFirst().orElse("");
    }
}
