package org.amadeus.cli.music;

import java.util.Map;
import java.util.Optional;
import org.amadeus.cli.error.UsageException;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import picocli.CommandLine.Option;

/** The options that say how events are chosen. */
final class SamplingOptions {
    /** Above it pieces were seen to become walls of notes where unlikely events were not left out. */
    private static final double BOLDEST = 1.15;
    /** Of those tried the one whose pieces are most like performances: docs/evaluation.md. */
    private static final double USUAL_TOP_P = 0.97;
    /** What leaves out enough for a bold temperature. */
    private static final double CAREFUL_TOP_P = 0.95;

    private static final Map<String, String> SETTINGS =
            Map.of("temperature", "-T", "greedy ratio", "-g", "top-k", "--top-k", "top-p", "--top-p");

    @Option(
            names = {"-T", "--temperature"},
            paramLabel = "T",
            defaultValue = "1",
            description = "Below 1 safer, above 1 bolder. Default: ${DEFAULT-VALUE}.")
    private double temperature;

    @Option(
            names = {"-g", "--greedy"},
            paramLabel = "RATIO",
            defaultValue = "0",
            description = "How often to take the likeliest event, 0 .. 1. Default: ${DEFAULT-VALUE}.")
    private double greedy;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            description = "Draw from the K likeliest events only. Default: all.")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            description = "Draw from the fewest events that make up P of the probability; 1: from all. Default: 0.97.")
    private Double topP;

    @Option(
            names = "--no-guards",
            description = "The model's own distribution, hanging notes and endless silences included.")
    private boolean noGuards;

    @Option(
            names = "--max-silence",
            paramLabel = "SECONDS",
            defaultValue = "4",
            description = "The longest silence. Default: ${DEFAULT-VALUE}.")
    private double maxSilence;

    Sampling sampling() {
        try {
            return new Sampling(temperature, greedy, topK, topP == null ? USUAL_TOP_P : topP);
        } catch (IllegalArgumentException e) {
            throw UsageException.of(e, SETTINGS);
        }
    }

    Guards guards() {
        if (!(maxSilence > 0)) {
            throw new UsageException("--max-silence is " + maxSilence + " s, expected above 0");
        }
        return noGuards ? Guards.OFF : new Guards(true, Guards.DEFAULT.maxHold(), maxSilence);
    }

    /** @throws UsageException where nothing guards what another option is about */
    void requireGuards() {
        if (noGuards) {
            throw new UsageException(
                    "--no-guards lets silences be as long as they come: leave out that or --max-silence");
        }
    }

    /** What to say of a choice that hardly makes music, empty where it may. */
    Optional<String> advice() {
        return temperature > BOLDEST && (topP == null || topP > CAREFUL_TOP_P) && topK == 0
                ? Optional.of(
                        "-T " + temperature + " alone draws what is hardly likely, and walls of notes: --top-p 0.95"
                                + " keeps it bold, but music")
                : Optional.empty();
    }

    /** Whether options were given that a beam search, which does not draw, has no use for. */
    boolean drawDifferently() {
        return greedy > 0 || topK > 0 || topP != null && topP < 1;
    }
}
