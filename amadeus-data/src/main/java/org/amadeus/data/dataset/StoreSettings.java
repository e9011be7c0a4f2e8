package org.amadeus.data.dataset;

import org.amadeus.data.CodecProfile;

/**
 * How a store was made: what is added later must be made likewise.
 *
 * @param profile    how music became events
 * @param pedal      whether the sustain pedal was heard
 * @param validRatio share of the pieces that is held out, 0 .. 1
 */
public record StoreSettings(CodecProfile profile, boolean pedal, double validRatio) {
    public StoreSettings {
        if (!(validRatio >= 0 && validRatio <= 1)) {
            throw new IllegalArgumentException("share of held-out pieces is " + validRatio + ", expected 0 .. 1");
        }
    }
}
