package org.amadeus.live.keyboard;

/**
 * The sustain pedal of one channel: trembling values don't move it, and one that is wired the wrong way round is found
 * out. A foot presses the pedal while the hands play: one that goes down when no key is, and stays there while nobody
 * plays, twice without resting up in between, says down where it means up.
 */
final class Pedal {
    /** So many rests in a row that it spends down, having gone down in them, are evidence enough. */
    private static final int EVIDENCE = 2;

    private static final int MOST = 127;

    private final ControllerSwitch state = new ControllerSwitch();
    private boolean reversed;
    private int value;
    private double changedAt = Double.NEGATIVE_INFINITY;
    private int restsDown;

    /** The keyboard sent a value, 0 .. 127. */
    void set(double now, int raw) {
        turn(now, reversed ? MOST - raw : raw);
    }

    private void turn(double now, int to) {
        value = to;
        if (state.set(to)) {
            changedAt = now;
        }
    }

    /** It is up, whatever it said last. */
    void lift(double now) {
        turn(now, 0);
    }

    boolean isDown() {
        return state.isOn();
    }

    /** 0 .. 127; 64 or more exactly where it is down. */
    int value() {
        return isDown() ? Math.max(value, ControllerSwitch.ON) : Math.min(value, ControllerSwitch.ON - 1);
    }

    /** When it last went down or up. */
    double changedAt() {
        return changedAt;
    }

    /**
     * Nobody has played for a while, nor has the pedal moved.
     *
     * @param keysUpSince when the last key went up
     */
    void rest(double now, double keysUpSince) {
        if (!isDown()) {
            restsDown = 0;
        } else if (changedAt >= keysUpSince && ++restsDown == EVIDENCE) {
            reversed = !reversed;
            restsDown = 0;
            turn(now, MOST - value);
        }
    }
}
