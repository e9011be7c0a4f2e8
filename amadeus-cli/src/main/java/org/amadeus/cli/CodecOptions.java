package org.amadeus.cli;

import org.amadeus.data.CodecProfile;
import picocli.CommandLine.Option;

/** The options that say how music becomes events. */
final class CodecOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "expressive",
            description = "How music becomes events: reference or expressive. Default: ${DEFAULT-VALUE}.")
    private CodecProfile profile;

    @Option(names = "--no-pedal", description = "Do not let the sustain pedal lengthen notes.")
    private boolean noPedal;

    CodecProfile profile() {
        return profile;
    }

    boolean usePedal() {
        return !noPedal;
    }
}
