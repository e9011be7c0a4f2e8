package org.amadeus.live.mode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the model does beside the player. */
public enum Mode {
    ANSWER("answers when you pause"),
    ALONG("plays with you, sparsely, in the other register; rests where you are dense"),
    FINISH("goes on with your phrase, to a cadence"),
    ECHO("gives your phrase back, about every fourth note another");

    private final String explanation;

    Mode(String explanation) {
        this.explanation = explanation;
    }

    /** What it does, in one line. */
    public String explanation() {
        return explanation;
    }

    /** As options and messages call it: {@code along}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of that word. */
    public static Optional<Mode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    /** All of them: {@code answer, along, finish, echo}. */
    public static String words() {
        return Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(", "));
    }

    /**
     * The mode that a controller chooses, by quarters of its way.
     *
     * @param value 0 .. 127
     */
    public static Mode ofController(int value) {
        return values()[value * values().length / 128];
    }
}
