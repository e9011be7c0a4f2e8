package org.amadeus.data.controls;

import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventSequence;

/**
 * The two seconds of music that a control describes, moved along a sequence in one pass: at event i, the notes struck by
 * events j >= i whose quantised time is at most 2 s later.
 */
final class ControlWindow {
    private static final double SECONDS = 2.0;

    private final EventSequence events;
    private final double[] times;
    private final int[] strikes = new int[Control.PITCH_CLASSES];
    private int notes;
    private int end;

    ControlWindow(EventSequence events) {
        this.events = events;
        this.times = new double[events.size()];
        double time = 0;
        for (int i = 0; i < times.length; i++) {
            times[i] = time;
            if (EventVocabulary.isTimeShift(events.get(i))) {
                time += EventVocabulary.seconds(events.get(i));
            }
        }
    }

    /** The compressed controls of the first {@code count} events. */
    byte[] controls(int count) {
        byte[] controls = new byte[count * ControlSequence.BYTES];
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                count(events.get(i - 1), -1);
            }
            while (end < times.length && times[end] - times[i] <= SECONDS) {
                count(events.get(end), 1);
                end++;
            }
            write(controls, i * ControlSequence.BYTES);
        }
        return controls;
    }

    private void count(int event, int change) {
        if (EventVocabulary.isNoteOn(event)) {
            strikes[EventVocabulary.pitch(event) % Control.PITCH_CLASSES] += change;
            notes += change;
        }
    }

    private void write(byte[] controls, int at) {
        controls[at] = (byte) Math.min(Math.max(notes - 1, 0) / 3, Control.DENSITIES - 1);
        for (int i = 0; i < Control.PITCH_CLASSES; i++) {
            double share = notes == 0 ? 1.0 / Control.PITCH_CLASSES : (double) strikes[i] / notes;
            controls[at + 1 + i] = (byte) (int) (share * 255);
        }
    }
}
