package org.amadeus.model.generate.option;

import org.amadeus.data.controls.Control;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.model.network.Conditions;

/** The control a piece is generated under, event by event, as a model's condition: 1 where there is none else 0, then 24. */
public interface Controls {
    /** No control: the model plays what it likes. */
    Controls NONE = (event, condition, offset, width) -> Conditions.none(condition, offset, width);

    /** One control for the whole piece. */
    static Controls fixed(Control control) {
        return (event, condition, offset, width) -> {
            requireWidth(width);
            condition[offset] = 0;
            control.fill(condition, offset + 1);
        };
    }

    /** The controls of other music, event by event, from the beginning again where the piece is longer. */
    static Controls sequence(ControlSequence controls) {
        if (controls.size() == 0) {
            throw new IllegalArgumentException("the sequence of controls is empty");
        }
        return (event, condition, offset, width) -> {
            requireWidth(width);
            condition[offset] = 0;
            controls.fill(event % controls.size(), condition, offset + 1);
        };
    }

    /**
     * Writes the condition of one event.
     *
     * @param event  its place in the piece, from 0
     * @param offset where in {@code condition} to begin
     * @param width  1 + C, how many numbers to write
     * @throws IllegalArgumentException where there is a control and the model's controls are of another size
     */
    void fill(int event, float[] condition, int offset, int width);

    private static void requireWidth(int width) {
        if (width != 1 + Control.SIZE) {
            throw new IllegalArgumentException(
                    "the model's controls have " + (width - 1) + " values, expected " + Control.SIZE);
        }
    }
}
