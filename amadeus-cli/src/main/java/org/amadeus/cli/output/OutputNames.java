package org.amadeus.cli.output;

import java.util.Arrays;
import java.util.regex.Pattern;

/** The names of the standard output, where a command's file may go: nothing that it says may come between or behind. */
public final class OutputNames {
    private static final Pattern NAMED =
            Pattern.compile("(-[A-Za-z]|--[a-z-]+=)?(/dev/stdout|/dev/fd/1|/proc/self/fd/1)");

    private OutputNames() {}

    /** Whether one of the words names it, as a value of an option too. */
    public static boolean among(String... words) {
        return Arrays.stream(words).anyMatch(word -> NAMED.matcher(word).matches());
    }
}
