package org.amadeus.cli.option;

import java.util.List;
import java.util.stream.Stream;
import org.amadeus.cli.error.UsageException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Options that do nothing by themselves: typed alone they are a mistake, of which nothing else would tell. */
public final class Companions {
    private Companions() {}

    /**
     * Refuses an option that was typed without any of those that it belongs to.
     *
     * @param with their names; one of them is enough
     * @throws UsageException where none of them was typed
     */
    public static void require(CommandSpec spec, String option, String... with) {
        ParseResult typed = spec.commandLine().getParseResult();
        if (typed.hasMatchedOption(option) && Stream.of(with).noneMatch(typed::hasMatchedOption)) {
            throw new UsageException(option + " does nothing without " + String.join(" or ", List.of(with))
                    + ": give that too, or leave it out");
        }
    }
}
