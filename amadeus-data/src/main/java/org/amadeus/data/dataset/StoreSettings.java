package org.amadeus.data.dataset;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.read.Tolerance;

/**
 * How a store was made: what is added later must be made likewise.
 *
 * @param profile      how music became events
 * @param pedal        whether the sustain pedal was heard
 * @param validRatio   share of the pieces that is held out, 0 .. 1
 * @param tolerance    what was done about damaged files
 * @param codecVersion the {@linkplain EventCodec#version() version} of the profile's codec
 */
public record StoreSettings(
        CodecProfile profile, boolean pedal, double validRatio, Tolerance tolerance, int codecVersion)
        implements Serializable {
    public StoreSettings {
        if (!(validRatio >= 0 && validRatio <= 1)) {
            throw new IllegalArgumentException("share of held-out pieces is " + validRatio + ", expected 0 .. 1");
        }
    }

    /** Made by this program, with the usual tolerance. */
    public StoreSettings(CodecProfile profile, boolean pedal, double validRatio) {
        this(profile, pedal, validRatio, Tolerance.USUAL);
    }

    /** Made by this program. */
    public StoreSettings(CodecProfile profile, boolean pedal, double validRatio, Tolerance tolerance) {
        this(profile, pedal, validRatio, tolerance, EventCodec.of(profile).version());
    }

    /** The same, made by another version of the codec. */
    StoreSettings ofVersion(int version) {
        return new StoreSettings(profile, pedal, validRatio, tolerance, version);
    }

    /** In what a store that was made like this differs from one that is to be made, as options of {@code preprocess}. */
    public String differencesFrom(StoreSettings wanted) {
        List<String> differences = new ArrayList<>();
        if (profile != wanted.profile) {
            differences.add("--profile " + profile.id() + ", not " + wanted.profile.id());
        }
        if (pedal != wanted.pedal) {
            differences.add(pedal ? "the sustain pedal heard, not --no-pedal" : "--no-pedal");
        }
        if (validRatio != wanted.validRatio) {
            differences.add("--valid-ratio " + validRatio + ", not " + wanted.validRatio);
        }
        if (tolerance != wanted.tolerance) {
            differences.add(option(tolerance) + ", not " + option(wanted.tolerance));
        }
        return String.join(", and with ", differences);
    }

    private static String option(Tolerance tolerance) {
        return switch (tolerance) {
            case STRICT -> "--strict";
            case USUAL -> "the usual tolerance of damaged files";
            case LENIENT -> "--lenient";
        };
    }
}
