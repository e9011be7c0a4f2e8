package org.amadeus.ui.osc;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.amadeus.live.mode.Mode;

/** What a duet receives by OSC. */
public enum OscAddress {
    PLAY("", "the answer, now"),
    STOP("", "silence; keys and pedal count as up"),
    MODE("text", Mode.words()),
    BARS("number", "how many an answer lasts, 1 .. 32; 0: as long as the phrase"),
    TEMPO("number", "yours, beats a minute, 20 .. 300; 0: as estimated"),
    TEMPERATURE("number", "how bold, 0.1 .. 2; 1 as the model is"),
    DENSITY("number", "how many notes, 0 .. 11; -1 as the model likes"),
    KEY("text", "such as C, F# minor, Bbm; none: as the model likes");

    private static final String ROOT = "/amadeus/";
    /** What a duet says: a note is told where it begins and where it ends. */
    private static final List<String> SAID = List.of(
            line(ROOT + "note", "pitch velocity on", "on: 1 where it begins, 0 where it ends"),
            line(ROOT + "state", "text", "listening, hearing, answering, waiting, stopped"),
            line(ROOT + "mode", "text", "when it changes"),
            line(ROOT + "temperature", "number", "when it changes"));

    private final String argument;
    private final String explanation;

    OscAddress(String argument, String explanation) {
        this.argument = argument;
        this.explanation = explanation;
    }

    /** {@code /amadeus/play}. */
    public String path() {
        return path(name().toLowerCase(Locale.ROOT));
    }

    static String path(String word) {
        return ROOT + word;
    }

    static Optional<OscAddress> of(String path) {
        return Arrays.stream(values()).filter(each -> each.path().equals(path)).findFirst();
    }

    /** All there is to hear and to say, a line each. */
    public static List<String> help() {
        return Stream.of(
                        Stream.of("A duet with --osc receives:"),
                        Arrays.stream(values()).map(each -> line(each.path(), each.argument, each.explanation)),
                        Stream.of(
                                "A button's 0, which says that it is let go, is passed over.",
                                "",
                                "A duet with --osc-out says:"),
                        SAID.stream())
                .flatMap(lines -> lines)
                .toList();
    }

    private static String line(String path, String argument, String explanation) {
        return String.format(Locale.ROOT, "  %-20s %-17s %s", path, argument, explanation);
    }
}
