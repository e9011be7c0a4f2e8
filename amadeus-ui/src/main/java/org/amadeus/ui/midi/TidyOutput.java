package org.amadeus.ui.midi;

import java.util.BitSet;
import org.amadeus.data.midi.ChannelMessage;
import org.amadeus.live.beat.clock.ClockMessage;

/**
 * An output that remembers what it made sound, so that it can end all of it. Every note on that reaches the device is
 * followed by exactly one note off: a key that sounds is released before it is struck again, and a note off for a key
 * that is silent goes no further. What a lost device left sounding stays remembered until {@link #silence()} succeeds.
 */
public final class TidyOutput implements MidiOutput {
    /** The controller that ends all notes of a channel. */
    public static final int ALL_NOTES_OFF = 123;

    private static final int ALL_SOUND_OFF = 120;
    private static final int RESET_CONTROLLERS = 121;
    private static final int CHANNELS = 16;
    private static final int KEYS = 128;

    private MidiOutput device;
    private final BitSet sounding = new BitSet(CHANNELS * KEYS);
    /** Keys struck since the device was last connected: what was on its way to a lost device may have been lost too. */
    private final BitSet struck = new BitSet(CHANNELS * KEYS);

    private final BitSet pedals = new BitSet(CHANNELS);
    private final BitSet used = new BitSet(CHANNELS);

    public TidyOutput(MidiOutput device) {
        this.device = device;
    }

    /** Whether a controller ends all notes of its channel: all sound off, all notes off, and the modes, which imply it. */
    static boolean endsNotes(int controller) {
        return controller == ALL_SOUND_OFF || controller >= ALL_NOTES_OFF;
    }

    @Override
    public String name() {
        return device.name();
    }

    @Override
    public boolean isLost() {
        return device.isLost();
    }

    @Override
    public void send(int status, int data1, int data2) {
        if (ClockMessage.is(status)) {
            device.send(status, data1, data2);
            return;
        }
        int channel = status & 0x0F;
        used.set(channel);
        switch (status & 0xF0) {
            case ChannelMessage.NOTE_ON -> {
                if (data2 == 0) {
                    release(channel, data1);
                } else {
                    release(channel, data1);
                    // Remembered first: a device that is lost in mid-message may have heard it.
                    sounding.set(channel * KEYS + data1);
                    struck.set(channel * KEYS + data1);
                    device.send(status, data1, data2);
                }
            }
            case ChannelMessage.NOTE_OFF -> release(channel, data1);
            case ChannelMessage.CONTROL_CHANGE -> control(channel, data1, data2);
            default -> device.send(status, data1, data2);
        }
    }

    private void release(int channel, int key) {
        int bit = channel * KEYS + key;
        if (sounding.get(bit)) {
            device.send(ChannelMessage.NOTE_OFF | channel, key, 0);
            sounding.clear(bit);
        }
    }

    private void control(int channel, int controller, int value) {
        if (endsNotes(controller)) {
            releaseAll(channel);
        } else if (controller == ChannelMessage.SUSTAIN_PEDAL && value > 0) {
            pedals.set(channel);
        }
        device.send(ChannelMessage.CONTROL_CHANGE | channel, controller, value);
        if (controller == ChannelMessage.SUSTAIN_PEDAL && value == 0 || controller == RESET_CONTROLLERS) {
            pedals.clear(channel);
        }
    }

    private void releaseAll(int channel) {
        for (int key = 0; key < KEYS; key++) {
            release(channel, key);
        }
    }

    /**
     * Ends whatever sounds: a note off for each note, the sustain pedal up, all notes off, on every channel that was
     * used.
     *
     * @throws DeviceLostException where the device is gone; call again when it is back
     */
    public void silence() {
        for (int channel = used.nextSetBit(0); channel >= 0; channel = used.nextSetBit(channel + 1)) {
            releaseAll(channel);
            device.send(ChannelMessage.CONTROL_CHANGE | channel, ChannelMessage.SUSTAIN_PEDAL, 0);
            pedals.clear(channel);
            device.send(ChannelMessage.CONTROL_CHANGE | channel, ALL_NOTES_OFF, 0);
        }
    }

    /** The lost device is back, perhaps as another object: what it was left with is ended on it. */
    public void reconnect(MidiOutput returned) {
        device = returned;
        sounding.or(struck);
        silence();
        struck.clear();
    }

    /** How many notes sound, those that only the pedal holds not counted. */
    public int sounding() {
        return sounding.cardinality();
    }

    /** Whether a sustain pedal is down, on any channel. */
    public boolean pedalDown() {
        return !pedals.isEmpty();
    }

    /** Silences and closes the device; one that is lost is closed all the same. */
    @Override
    public void close() {
        MidiOutput closing = device;
        try (closing) {
            silence();
        }
    }
}
