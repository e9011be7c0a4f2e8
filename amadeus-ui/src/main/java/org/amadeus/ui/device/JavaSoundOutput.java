package org.amadeus.ui.device;

import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;

/** Plays on a device of {@code javax.sound.midi}. */
final class JavaSoundOutput implements MidiOutput {
    private static final long AT_ONCE = -1;

    private final String name;
    private final MidiDevice device;
    private final Receiver receiver;

    private JavaSoundOutput(String name, MidiDevice device, Receiver receiver) {
        this.name = name;
        this.device = device;
        this.receiver = receiver;
    }

    static JavaSoundOutput open(String name, MidiDevice device) {
        if (device == null) {
            throw new DeviceException(name + ": is a MIDI input only");
        }
        try {
            device.open();
            return new JavaSoundOutput(name, device, device.getReceiver());
        } catch (MidiUnavailableException | RuntimeException e) {
            device.close();
            throw new DeviceException(
                    name + ": can't be opened (" + e.getMessage() + "). Is another program using it?", e);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(int status, int data1, int data2) {
        try {
            receiver.send(new ShortMessage(status, data1, data2), AT_ONCE);
        } catch (InvalidMidiDataException e) {
            throw new IllegalArgumentException("no channel message: " + status + " " + data1 + " " + data2, e);
        } catch (RuntimeException e) {
            // The JDK's drivers say IllegalStateException, others what they like.
            throw new DeviceLostException(name, e);
        }
    }

    @Override
    public void close() {
        receiver.close();
        device.close();
    }
}
