package org.amadeus.live;

import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.model.generate.VoiceSnapshot;

/** Where a voice is: a slot of a model, or a snapshot while others have the slots. */
public interface Seat {
    /** What the voice is at this moment. */
    VoiceSnapshot snapshot();

    /** Puts the voice back, or makes it another. */
    void restore(VoiceSnapshot snapshot);

    /**
     * A voice that heard nothing.
     *
     * @param init [I]
     * @param seed of its random numbers
     */
    void start(float[] init, long seed, Optional<Control> control);
}
