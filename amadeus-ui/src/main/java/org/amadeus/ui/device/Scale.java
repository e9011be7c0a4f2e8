package org.amadeus.ui.device;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.ui.midi.TimedMessage;
import org.amadeus.ui.midi.Timeline;

/** Something to play on a device, to hear whether it works. */
public final class Scale {
    private static final int[] STEPS = {0, 2, 4, 5, 7, 9, 11, 12};
    private static final int MIDDLE_C = 60;
    private static final double NOTE = 0.25;

    private Scale() {}

    /** A C major scale from middle C up, two seconds, getting louder. */
    public static Timeline cMajor() {
        List<TimedMessage> messages = new ArrayList<>();
        for (int i = 0; i < STEPS.length; i++) {
            int pitch = MIDDLE_C + STEPS[i];
            messages.add(new TimedMessage(i * NOTE, ChannelMessage.NOTE_ON, pitch, 50 + 6 * i));
            messages.add(new TimedMessage((i + 1) * NOTE, ChannelMessage.NOTE_OFF, pitch, 0));
        }
        return new Timeline(messages, STEPS.length * NOTE + 1);
    }
}
