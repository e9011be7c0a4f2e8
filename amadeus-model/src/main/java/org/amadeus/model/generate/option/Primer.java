package org.amadeus.model.generate.option;

import org.amadeus.data.events.EventSequence;

/**
 * Music that a piece begins with.
 *
 * @param events it, may be empty
 * @param mode   how the model is led from it to what follows
 */
public record Primer(EventSequence events, Mode mode) {
    /** A piece from nothing. */
    public static final Primer NONE = new Primer(EventSequence.empty(), Mode.NATURAL);

    /** How a primer is fed. */
    public enum Mode {
        /**
         * As the model was trained: 239, then the primer under the piece's first control, then on from its last event.
         * The piece contains the primer.
         */
        NATURAL,
        /**
         * As the Python implementation does: the primer without controls and not preceded by 239, then 239 again. The
         * piece does not contain the primer.
         */
        REFERENCE
    }
}
