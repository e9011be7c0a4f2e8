package org.amadeus.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** What a command line printed and how it ended, run in this JVM. */
record CliRun(int exit, String out, String err) {
    static CliRun of(Object... args) {
        String[] words = new String[args.length];
        for (int i = 0; i < args.length; i++) {
            words[i] = args[i].toString();
        }
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new CliRun(exit, out.toString(), err.toString());
    }

    /** The first line of the error stream. */
    String error() {
        return err.lines().findFirst().orElse("");
    }
}
