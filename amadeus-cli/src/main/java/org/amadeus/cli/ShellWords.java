package org.amadeus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Commands that a user is shown, so that they do what is meant where they are copied into a terminal. */
final class ShellWords {
    private static final String HARMLESS = "-_./\\:=,+@%~";

    private ShellWords() {}

    /** {@code words} with spaces between them. */
    static String join(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    /** A file's name as one word. */
    static String quoted(Path file) {
        return quoted(file.toString());
    }

    private static String quoted(String word) {
        boolean plain =
                !word.isEmpty() && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0);
        return plain ? word : '"' + word.replaceAll("([\"$`])", "\\\\$1") + '"';
    }
}
