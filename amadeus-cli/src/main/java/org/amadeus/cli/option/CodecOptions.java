package org.amadeus.cli.option;

import org.amadeus.data.CodecProfile;
import picocli.CommandLine.Option;

/** The options that say how music becomes events. */
public final class CodecOptions {
    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "expressive",
            description = "How music becomes events: reference or expressive. Default: ${DEFAULT-VALUE}.")
    private CodecProfile profile;

    @Option(names = "--no-pedal", description = "Do not let the sustain pedal lengthen notes.")
    private boolean noPedal;

    public CodecProfile profile() {
        return profile;
    }

    public boolean usePedal() {
        return !noPedal;
    }
}
