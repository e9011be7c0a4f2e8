package org.amadeus.live.voice;

import java.util.Optional;
import org.amadeus.data.controls.Control;
import org.amadeus.model.generate.VoiceSnapshot;

/** Where the state of a voice is: in a slot of a model, or in a snapshot while others have the slots. */
public interface VoiceState {
    /** What the voice is at this moment. */
    VoiceSnapshot snapshot();

    /** Puts the voice back, or makes it another. */
    void restore(VoiceSnapshot snapshot);

    /**
     * A voice that observed nothing.
     *
     * @param init [I]
     * @param seed of its random numbers
     */
    void start(float[] init, long seed, Optional<Control> control);
}
