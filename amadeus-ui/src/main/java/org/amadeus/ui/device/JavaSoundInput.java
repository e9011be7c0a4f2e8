package org.amadeus.ui.device;

import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;
import org.amadeus.live.beat.clock.ClockMessage;
import org.amadeus.ui.midi.MidiListener;

/** Listens to a device of {@code javax.sound.midi}; passes on channel messages and clocks, no other system messages. */
final class JavaSoundInput implements MidiInput, Receiver {
    private static final int FIRST_SYSTEM_STATUS = 0xF0;

    private final MidiDevice device;
    private final MidiListener listener;
    private Transmitter transmitter;
    /** Whether the driver says what is open: one that denies it from the start is not asked. */
    private boolean reportsArrival;

    private JavaSoundInput(MidiDevice device, MidiListener listener) {
        this.device = device;
        this.listener = listener;
    }

    static JavaSoundInput open(String name, MidiDevice device, MidiListener listener) {
        if (device == null) {
            throw new DeviceException(name + ": is a MIDI output only");
        }
        JavaSoundInput input = new JavaSoundInput(device, listener);
        try {
            input.transmitter = device.getTransmitter();
            input.transmitter.setReceiver(input);
            device.open();
            input.reportsArrival = input.arrives();
            return input;
        } catch (MidiUnavailableException | RuntimeException e) {
            input.close();
            throw new DeviceException(
                    name + ": can't be opened (" + e.getMessage() + "). Is another program using it?", e);
        }
    }

    @Override
    public void send(MidiMessage message, long timeStamp) {
        if (message instanceof ShortMessage m) {
            if (m.getStatus() < FIRST_SYSTEM_STATUS) {
                listener.message(System.nanoTime(), m.getStatus(), m.getData1(), m.getData2());
            } else if (ClockMessage.is(m.getStatus())) {
                listener.clock(System.nanoTime(), m.getStatus(), m.getData1(), m.getData2());
            }
        }
    }

    @Override
    public boolean isListening() {
        return !reportsArrival || arrives();
    }

    private boolean arrives() {
        return device.isOpen() && transmitter.getReceiver() == this;
    }

    @Override
    public void close() {
        if (transmitter != null) {
            transmitter.setReceiver(null);
            transmitter.close();
        }
        device.close();
    }
}
