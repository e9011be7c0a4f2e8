package org.amadeus.ui.midi;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.amadeus.data.midi.ChannelMessage;

/** What messages leave down on an instrument: its keys and its sustain pedals. */
final class MidiState {
    static final int KEYS = 128;

    private static final int CHANNELS = 16;
    private static final int RESET_CONTROLLERS = 121;

    private final BitSet keys = new BitSet(CHANNELS * KEYS);
    private final BitSet pedals = new BitSet(CHANNELS);

    void receive(TimedMessage message) {
        int channel = message.status() & 0x0F;
        int key = channel * KEYS + message.data1();
        switch (message.status() & 0xF0) {
            case ChannelMessage.NOTE_ON -> keys.set(key, message.data2() > 0);
            case ChannelMessage.NOTE_OFF -> keys.clear(key);
            case ChannelMessage.CONTROL_CHANGE -> control(channel, message.data1(), message.data2());
            default -> {
                // No key and no pedal.
            }
        }
    }

    private void control(int channel, int number, int value) {
        if (number == ChannelMessage.SUSTAIN_PEDAL) {
            pedals.set(channel, value > 0);
        } else if (number == RESET_CONTROLLERS) {
            pedals.clear(channel);
        } else if (TidyOutput.endsNotes(number)) {
            keys.clear(channel * KEYS, (channel + 1) * KEYS);
        }
    }

    /** The keys that are down, each its channel times {@link #KEYS} plus its pitch. */
    IntStream keys() {
        return keys.stream();
    }

    /** The channels whose pedal is down, even by half. */
    IntStream pedals() {
        return pedals.stream();
    }
}
