package org.amadeus.cli;

import java.nio.file.Path;

/** The program's name as it was typed, for commands that a user may copy: {@code amadeus}, {@code ./amadeus}, a path. */
final class CalledAs {
    private CalledAs() {}

    static String name() {
        String typed = System.getProperty("amadeus.command", "");
        return typed.isBlank() ? "amadeus" : ShellWords.quoted(Path.of(typed));
    }
}
