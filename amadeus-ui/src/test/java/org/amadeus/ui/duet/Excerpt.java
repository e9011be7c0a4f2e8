package org.amadeus.ui.duet;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.midi.MidiFile;
import org.amadeus.ui.midi.TimedMessage;
import org.amadeus.ui.midi.Timeline;

/**
 * The beginning of a performance, as a keyboard sends it: keys and the sustain pedal, all up at the end.
 *
 * @param rests for each message how long nothing had sounded before it, by key or pedal, seconds
 */
record Excerpt(List<TimedMessage> messages, List<Double> rests) {
    static Excerpt of(MidiFile performance, double seconds) {
        List<TimedMessage> all = Timeline.of(performance).messages().stream()
                .filter(m -> (m.status() & 0xF0) <= 0x90 || (m.status() & 0xF0) == 0xB0 && m.data1() == 64)
                .toList();
        double from = all.get(0).seconds();
        List<TimedMessage> messages = new ArrayList<>();
        List<Double> rests = new ArrayList<>();
        boolean[] down = new boolean[128];
        boolean pedal = false;
        double silentFrom = 0;
        for (TimedMessage m : all) {
            double at = m.seconds() - from;
            boolean strikes = (m.status() & 0xF0) == 0x90 && m.data2() > 0;
            if (at > seconds && strikes) {
                break;
            }
            boolean sounded = pedal || any(down);
            rests.add(sounded ? 0 : at - silentFrom);
            messages.add(new TimedMessage(at, m.status(), m.data1(), m.data2()));
            if ((m.status() & 0xF0) == 0xB0) {
                pedal = m.data2() >= 64;
            } else {
                down[m.data1()] = strikes;
            }
            silentFrom = sounded && !pedal && !any(down) ? at : silentFrom;
        }
        double end = messages.get(messages.size() - 1).seconds();
        for (int pitch = 0; pitch < down.length; pitch++) {
            if (down[pitch]) {
                messages.add(new TimedMessage(end + 0.2, 0x80, pitch, 0));
                rests.add(0.0);
            }
        }
        messages.add(new TimedMessage(end + 0.2, 0xB0, 64, 0));
        rests.add(0.0);
        return new Excerpt(messages, rests);
    }

    private static boolean any(boolean[] down) {
        for (boolean key : down) {
            if (key) {
                return true;
            }
        }
        return false;
    }

    /** How long nothing had sounded before that message. */
    double restBefore(int message) {
        return rests.get(message);
    }
}
