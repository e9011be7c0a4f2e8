package org.amadeus.ui.device;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.MidiUnavailableException;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;

/** A keyboard that a test plugs in, plays on and listens to, through the JDK's own interfaces. */
public final class FakeKeyboard implements AutoCloseable {
    private static final List<FakeKeyboard> PLUGGED = new CopyOnWriteArrayList<>();

    /** What reached it: nanoseconds, status, data. */
    public record Heard(long nanos, int status, int data1, int data2) {
        public boolean isNoteOn() {
            return (status & 0xF0) == 0x90 && data2 > 0;
        }
    }

    public final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final List<Half> halves = new ArrayList<>();
    private volatile Receiver listener;
    private volatile Runnable closing = () -> {};
    private volatile Runnable looking = () -> {};

    public FakeKeyboard(String name, boolean input, boolean output) {
        if (input) {
            halves.add(new Half(this, new Info(name), true));
        }
        if (output) {
            halves.add(new Half(this, new Info(name), false));
        }
    }

    static List<Half> plugged() {
        List<Half> all = new ArrayList<>();
        PLUGGED.forEach(keyboard -> {
            keyboard.looking.run();
            all.addAll(keyboard.halves);
        });
        return all;
    }

    public FakeKeyboard plug() {
        PLUGGED.add(this);
        return this;
    }

    public void unplug() {
        PLUGGED.remove(this);
        listener = null;
    }

    /** A finger or a foot does this, now. */
    public void play(int status, int data1, int data2) {
        Receiver to = listener;
        if (to != null) {
            try {
                to.send(new ShortMessage(status, data1, data2), -1);
            } catch (InvalidMidiDataException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /** What its driver does when a half of it is closed. */
    public void closeBy(Runnable driver) {
        closing = driver;
    }

    /** What its driver does when it is asked what is plugged in. */
    public void failBy(Runnable driver) {
        looking = driver;
    }

    public boolean listenedTo() {
        return listener != null;
    }

    @Override
    public void close() {
        unplug();
    }

    private static final class Info extends MidiDevice.Info {
        Info(String name) {
            super(name, "Fake & Sons", "a keyboard for tests", "1.0");
        }
    }

    /** One direction of it. */
    static final class Half implements MidiDevice {
        private final FakeKeyboard keyboard;
        private final MidiDevice.Info info;
        private final boolean input;
        private boolean open;

        Half(FakeKeyboard keyboard, MidiDevice.Info info, boolean input) {
            this.keyboard = keyboard;
            this.info = info;
            this.input = input;
        }

        @Override
        public MidiDevice.Info getDeviceInfo() {
            return info;
        }

        @Override
        public void open() throws MidiUnavailableException {
            if (!PLUGGED.contains(keyboard)) {
                throw new MidiUnavailableException("unplugged");
            }
            open = true;
        }

        @Override
        public void close() {
            keyboard.closing.run();
            open = false;
        }

        @Override
        public boolean isOpen() {
            return open;
        }

        @Override
        public long getMicrosecondPosition() {
            return -1;
        }

        @Override
        public int getMaxReceivers() {
            return input ? 0 : -1;
        }

        @Override
        public int getMaxTransmitters() {
            return input ? -1 : 0;
        }

        @Override
        public Receiver getReceiver() {
            return new Receiver() {
                @Override
                public void send(MidiMessage message, long timeStamp) {
                    if (!open || !PLUGGED.contains(keyboard)) {
                        throw new IllegalStateException("Receiver not open");
                    }
                    ShortMessage m = (ShortMessage) message;
                    keyboard.heard.add(new Heard(System.nanoTime(), m.getStatus(), m.getData1(), m.getData2()));
                }

                @Override
                public void close() {
                    // Nothing is held.
                }
            };
        }

        @Override
        public List<Receiver> getReceivers() {
            return List.of();
        }

        @Override
        public Transmitter getTransmitter() {
            return new Transmitter() {
                @Override
                public void setReceiver(Receiver receiver) {
                    keyboard.listener = receiver;
                }

                @Override
                public Receiver getReceiver() {
                    return keyboard.listener;
                }

                @Override
                public void close() {
                    keyboard.listener = null;
                }
            };
        }

        @Override
        public List<Transmitter> getTransmitters() {
            return List.of();
        }
    }
}
