package org.amadeus.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How music becomes events and back. Both profiles share one vocabulary ({@link EventVocabulary}), so that a model of
 * either can be loaded anywhere; a session records the profile it was trained on.
 */
public enum CodecProfile {
    /** What the Python implementation does, defects included: imported weights see the inputs they were trained on. */
    REFERENCE,
    /** The default for new models: keeps time, short notes, the sustain pedal and velocities. */
    EXPRESSIVE;

    /** The name used in files and on the command line: {@code reference} or {@code expressive}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The profile of that {@link #id}.
     *
     * @throws IllegalArgumentException where there is none; the message lists those there are
     */
    public static CodecProfile of(String id) {
        for (CodecProfile profile : values()) {
            if (profile.id().equals(id)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("codec profile \"" + id + "\" is unknown, expected one of "
                + Arrays.stream(values()).map(CodecProfile::id).collect(Collectors.joining(", ")));
    }
}
