package org.amadeus.cli.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.io.Spelling;

/** Which of the commands somebody meant who mistyped one. */
final class Suggestions {
    private static final int MOST_SLIPS = 2;

    private Suggestions() {}

    /** Those that the fewest slips lead to, nearest first; empty where that would be a guess. */
    static List<String> of(String typed, Collection<String> commands) {
        return commands.stream()
                .filter(command -> command.startsWith(typed) || Spelling.slips(typed, command) <= MOST_SLIPS)
                .sorted(Comparator.comparingInt(command -> Spelling.slips(typed, command)))
                .limit(2)
                .toList();
    }
}
