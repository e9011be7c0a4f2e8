package org.amadeus.live.keyboard;

import java.util.Arrays;

/** What is down on the player's keyboard, by the strokes that were told. */
public final class KeysDown {
    private final boolean[] down = new boolean[128];
    private final double[] struck = new double[128];
    private boolean pedal;

    public KeysDown() {
        Arrays.fill(struck, Double.NEGATIVE_INFINITY);
    }

    public void strike(double now, int pitch) {
        down[pitch] = true;
        struck[pitch] = now;
    }

    public void release(int pitch) {
        down[pitch] = false;
    }

    /** Whether that turned the pedal. */
    public boolean pedal(boolean isDown) {
        boolean turned = isDown != pedal;
        pedal = isDown;
        return turned;
    }

    public boolean isDown(int pitch) {
        return down[pitch];
    }

    /** Whether a key is down that was struck at {@code since} or later. */
    public boolean anyDown(double since) {
        for (int pitch = 0; pitch < down.length; pitch++) {
            if (down[pitch] && struck[pitch] >= since) {
                return true;
            }
        }
        return false;
    }

    /** When a key was struck last; minus infinity where never. */
    public double struckAt(int pitch) {
        return struck[pitch];
    }

    public boolean pedalDown() {
        return pedal;
    }
}
