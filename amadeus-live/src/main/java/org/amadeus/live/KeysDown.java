package org.amadeus.live;

import java.util.Arrays;

/** What is down on the player's keyboard, by the strokes that were told. */
final class KeysDown {
    private final boolean[] down = new boolean[128];
    private final double[] struck = new double[128];
    private boolean pedal;

    KeysDown() {
        Arrays.fill(struck, Double.NEGATIVE_INFINITY);
    }

    void strike(double now, int pitch) {
        down[pitch] = true;
        struck[pitch] = now;
    }

    void release(int pitch) {
        down[pitch] = false;
    }

    /** Whether that turned the pedal. */
    boolean pedal(boolean isDown) {
        boolean turned = isDown != pedal;
        pedal = isDown;
        return turned;
    }

    boolean isDown(int pitch) {
        return down[pitch];
    }

    /** Whether a key is down that was struck at {@code since} or later. */
    boolean anyDown(double since) {
        for (int pitch = 0; pitch < down.length; pitch++) {
            if (down[pitch] && struck[pitch] >= since) {
                return true;
            }
        }
        return false;
    }

    /** When a key was struck last; minus infinity where never. */
    double struckAt(int pitch) {
        return struck[pitch];
    }

    boolean pedalDown() {
        return pedal;
    }
}
