package org.amadeus.cli.output;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.amadeus.data.io.Printable;

/** Commands that a user is shown, so that they do what is meant where they are copied into a terminal. */
public final class ShellWords {
    /** A backslash stands between folders on Windows, elsewhere it is an escape. */
    private static final boolean BACKSLASH_IS_PLAIN = File.separatorChar == '\\';

    private static final String HARMLESS = "-_./:=,+@%~" + (BACKSLASH_IS_PLAIN ? "\\" : "");

    private ShellWords() {}

    /** {@code words} with spaces between them. */
    public static String join(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    /** A file's name as one word. */
    public static String quoted(Path file) {
        return quoted(file.toString());
    }

    private static String quoted(String word) {
        boolean plain =
                !word.isEmpty() && word.chars().allMatch(c -> Character.isLetterOrDigit(c) || HARMLESS.indexOf(c) >= 0);
        if (plain) {
            return word;
        }
        String escaped = word.replaceAll(BACKSLASH_IS_PLAIN ? "([\"$`])" : "([\"$`\\\\])", "\\\\$1");
        if (Printable.escape(word).equals(word)) {
            return '"' + escaped + '"';
        }
        // What a terminal must not be sent, bash, zsh and ksh read in this form.
        return "$'" + Printable.escape(word.replaceAll("([\\\\'])", "\\\\$1")) + "'";
    }
}
