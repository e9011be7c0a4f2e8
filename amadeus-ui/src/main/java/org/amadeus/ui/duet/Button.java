package org.amadeus.ui.duet;

import org.amadeus.live.keyboard.ControllerSwitch;

/** A controller that is pressed: once, however much it trembles; one that says nothing but "pressed" is pressed each time. */
final class Button {
    private static final int FULL = 127;

    private final int controller;
    private final ControllerSwitch state = new ControllerSwitch();
    private int last;

    /** @param controller its number, or {@link Bindings#NONE} */
    Button(int controller) {
        this.controller = controller;
    }

    boolean is(int number) {
        return number == controller;
    }

    /** Hears a value; returns whether that is a press. */
    boolean press(int value) {
        boolean again = value == FULL && last == FULL;
        last = value;
        return state.set(value) && state.isOn() || again;
    }
}
