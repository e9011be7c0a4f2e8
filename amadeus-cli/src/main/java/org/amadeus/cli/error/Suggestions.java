package org.amadeus.cli.error;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Which of the commands somebody meant who mistyped one. */
public final class Suggestions {
    private static final int MOST_SLIPS = 2;

    private Suggestions() {}

    /** Those that the fewest slips lead to, nearest first; empty where that would be a guess. */
    static List<String> of(String typed, Collection<String> commands) {
        return commands.stream()
                .filter(command -> command.startsWith(typed) || slips(typed, command) <= MOST_SLIPS)
                .sorted(Comparator.comparingInt(command -> slips(typed, command)))
                .limit(2)
                .toList();
    }

    /** How many letters were left out, put in, taken for others, or taken in the wrong order (Damerau 1964). */
    public static int slips(String typed, String meant) {
        int[][] least = new int[typed.length() + 1][meant.length() + 1];
        for (int i = 0; i <= typed.length(); i++) {
            for (int j = 0; j <= meant.length(); j++) {
                if (i == 0 || j == 0) {
                    least[i][j] = i + j;
                    continue;
                }
                int other = typed.charAt(i - 1) == meant.charAt(j - 1) ? 0 : 1;
                least[i][j] = Math.min(least[i - 1][j - 1] + other, Math.min(least[i - 1][j], least[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && typed.charAt(i - 1) == meant.charAt(j - 2)
                        && typed.charAt(i - 2) == meant.charAt(j - 1)) {
                    least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
                }
            }
        }
        return least[typed.length()][meant.length()];
    }
}
