package org.amadeus.cli;

import org.amadeus.live.mode.Mode;
import picocli.CommandLine.Option;

/** The option that says what the model does beside the player. */
final class ModeOption {
    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "answer",
            description = {
                "What Amadeus does. Default: ${DEFAULT-VALUE}.",
                "answer: it answers when you pause.",
                "along: it plays with you, sparsely, in the other register; rests where you are dense.",
                "finish: it goes on with your phrase, to a cadence.",
                "echo: it gives your phrase back, about every fourth note another."
            })
    private String word;

    Mode mode() {
        return Mode.of(word)
                .orElseThrow(() -> new UsageException("--mode is \"" + word + "\", expected one of " + Mode.words()));
    }
}
