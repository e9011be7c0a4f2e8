package org.amadeus.cli.option;

import org.amadeus.cli.error.UsageException;
import picocli.CommandLine.Option;

/** The option that says how many threads compute a step of the model. */
public final class StepThreads {
    private static final int MOST = 2;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "Threads to compute with, 1 or 2. Default: ${DEFAULT-VALUE}.")
    private int threads;

    /** @throws UsageException where it is another number */
    public int number() {
        UsageException.require("--threads", threads, 1, MOST);
        return threads;
    }
}
