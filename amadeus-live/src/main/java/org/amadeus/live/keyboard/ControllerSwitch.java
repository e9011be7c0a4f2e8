package org.amadeus.live.keyboard;

/** A controller as a switch: on from 64, off below 56; between them it stays, so that one that trembles does not flicker. */
public final class ControllerSwitch {
    /** The least value that switches on. */
    public static final int ON = 64;
    /** The least value that keeps it on. */
    public static final int STAYS_ON = 56;

    private boolean on;

    /**
     * Hears a value.
     *
     * @param value 0 .. 127
     * @return whether that turned it on or off
     */
    public boolean set(int value) {
        boolean before = on;
        on = value >= (on ? STAYS_ON : ON);
        return on != before;
    }

    /** Whether it is on. */
    public boolean isOn() {
        return on;
    }
}
