package org.amadeus.cli.live;

import java.util.Optional;
import org.amadeus.cli.error.UsageException;
import org.amadeus.live.mode.Mode;
import picocli.CommandLine.Option;

/** The option that says what the model does beside the player. */
final class ModeOption {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            description = {
                "What Amadeus does. Default: answer.",
                "answer: it answers when you pause.",
                "along: it plays with you, sparsely, in the other register; rests where you are dense.",
                "finish: it goes on with your phrase, to a cadence.",
                "echo: it gives your phrase back, about every fourth note another."
            })
    private String word;

    /** The mode, where one is given. */
    Optional<Mode> mode() {
        return Optional.ofNullable(word).map(given -> Mode.of(given)
                .orElseThrow(() -> new UsageException("--mode is \"" + given + "\", expected one of " + Mode.words())));
    }
}
