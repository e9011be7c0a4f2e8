package org.amadeus.cli.output;

import java.nio.file.Path;

/** The program's name as it was typed, for commands that a user may copy: {@code amadeus}, {@code ./amadeus}, a path. */
public final class CalledAs {
    private CalledAs() {}

    public static String name() {
        String typed = System.getProperty("amadeus.command", "");
        return typed.isBlank() ? "amadeus" : ShellWords.quoted(Path.of(typed));
    }
}
