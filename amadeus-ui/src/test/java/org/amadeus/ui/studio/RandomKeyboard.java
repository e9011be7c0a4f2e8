package org.amadeus.ui.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.amadeus.live.keyboard.Keyboard;

/** Random messages of a MIDI keyboard, and what the duet's {@link Keyboard} makes of them. */
final class RandomKeyboard implements Keyboard.Listener {
    private static final int[] PITCHES = {60, 61, 72};
    /** Multiples of 7: never just at a limit, where seconds and milliseconds round differently. */
    private static final int[] WAITS = {0, 7, 14, 28, 35, 203, 903, 3101, 11_004};

    private static final int[] VALUES = {0, 1, 55, 56, 57, 63, 64, 65, 100, 127};
    private static final int[] CONTROLLERS = {64, 64, 64, 64, 64, 64, 1, 7, 120, 121, 122, 123, 126};

    private final Random random;
    private final Keyboard keyboard = new Keyboard(this);
    private int strikes;

    private RandomKeyboard(Random random) {
        this.random = random;
    }

    /**
     * Scripts as JSON: of each message {@code [milliseconds, status, data, data, [keys that are down], pedal, strikes]};
     * status 0 is unplugged and plugged in again.
     */
    static String scripts(Random random, int count, int length) {
        List<String> scripts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            scripts.add(new RandomKeyboard(random).script(length).toString());
        }
        return scripts.toString();
    }

    private List<String> script(int length) {
        List<String> messages = new ArrayList<>();
        int millis = 0;
        double due = Double.POSITIVE_INFINITY;
        for (int i = 0; i < length; i++) {
            millis += WAITS[random.nextInt(random.nextInt(4) == 0 ? WAITS.length : 6)];
            double now = millis / 1000.0;
            while (due <= now) {
                due = keyboard.advance(due);
            }
            int channel = random.nextInt(8) == 0 ? 9 : random.nextInt(3);
            int kind = random.nextInt(12);
            int status = kind == 0 ? 0 : kind < 6 ? 0x90 | channel : kind < 9 ? 0x80 | channel : 0xB0 | channel;
            int data1 = kind < 9 ? PITCHES[random.nextInt(PITCHES.length)] : CONTROLLERS[random.nextInt(13)];
            int data2 = kind < 9 ? random.nextInt(6) * 20 : VALUES[random.nextInt(VALUES.length)];
            if (status == 0) {
                keyboard.lift(now);
            } else {
                keyboard.message(now, status, data1, data2);
            }
            due = keyboard.advance(now);
            messages.add(List.of(millis, status, data1, data2, down(), keyboard.pedalDown(), strikes)
                    .toString());
        }
        return messages;
    }

    private List<Integer> down() {
        List<Integer> down = new ArrayList<>();
        for (int pitch : PITCHES) {
            if (keyboard.isDown(pitch)) {
                down.add(pitch);
            }
        }
        return down;
    }

    @Override
    public void strike(double now, int pitch, int velocity) {
        strikes++;
    }

    @Override
    public void release(double now, int pitch) {}

    @Override
    public void pedal(double now, int value) {}

    @Override
    public void other(double now, int status, int data1, int data2) {}
}
