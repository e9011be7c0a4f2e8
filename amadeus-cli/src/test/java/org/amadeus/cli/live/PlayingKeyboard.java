package org.amadeus.cli.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MidiDevice;
import javax.sound.midi.MidiMessage;
import javax.sound.midi.Receiver;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Transmitter;
import javax.sound.midi.spi.MidiDeviceProvider;

/**
 * A keyboard that is there where the system property {@value #LOG} names a file. Whoever listens to it hears a phrase;
 * what it is sent it writes into the file, a line for each message.
 */
public final class PlayingKeyboard extends MidiDeviceProvider {
    static final String LOG = "amadeus.test.keyboard";
    /** Milliseconds that it takes to close. */
    static final String CLOSING = "amadeus.test.keyboard.closing";

    private static final List<Integer> PHRASE = List.of(60, 64, 67, 72);

    private static final Half INPUT = new Half(true);
    private static final Half OUTPUT = new Half(false);

    @Override
    public MidiDevice.Info[] getDeviceInfo() {
        return System.getProperty(LOG) == null
                ? new MidiDevice.Info[0]
                : new MidiDevice.Info[] {INPUT.info, OUTPUT.info};
    }

    @Override
    public MidiDevice getDevice(MidiDevice.Info info) {
        if (info != INPUT.info && info != OUTPUT.info) {
            throw new IllegalArgumentException("not this one's: " + info);
        }
        return info == INPUT.info ? INPUT : OUTPUT;
    }

    private static void play(Receiver listener) {
        try {
            Thread.sleep(500);
            for (int pitch : PHRASE) {
                listener.send(new ShortMessage(0x90, pitch, 80), -1);
                Thread.sleep(60);
                listener.send(new ShortMessage(0x80, pitch, 0), -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (InvalidMidiDataException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void write(MidiMessage message) {
        ShortMessage m = (ShortMessage) message;
        try {
            Files.writeString(
                    Path.of(System.getProperty(LOG)),
                    Integer.toHexString(m.getStatus()) + " " + m.getData1() + " " + m.getData2() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Name extends MidiDevice.Info {
        Name() {
            super("Playing Keyboard", "Fake & Sons", "a keyboard for tests", "1.0");
        }
    }

    private static final class Half implements MidiDevice {
        private final Name info = new Name();
        private final boolean input;
        private boolean open;

        Half(boolean input) {
            this.input = input;
        }

        @Override
        public MidiDevice.Info getDeviceInfo() {
            return info;
        }

        @Override
        public void open() {
            open = true;
        }

        @Override
        public void close() {
            try {
                Thread.sleep(Long.getLong(CLOSING, 0));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
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
                    write(message);
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
                private Receiver listener;

                @Override
                public void setReceiver(Receiver receiver) {
                    listener = receiver;
                    if (receiver != null) {
                        Thread player = new Thread(() -> play(receiver), "player");
                        player.setDaemon(true);
                        player.start();
                    }
                }

                @Override
                public Receiver getReceiver() {
                    return listener;
                }

                @Override
                public void close() {
                    listener = null;
                }
            };
        }

        @Override
        public List<Transmitter> getTransmitters() {
            return List.of();
        }
    }
}
