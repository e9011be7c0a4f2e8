package org.amadeus.ui.device;

/** An input that is listened to. */
public interface MidiInput extends AutoCloseable {
    /** Whether the device is open and what it sends still arrives, as far as its driver says. */
    boolean isListening();

    /** Listens no more. */
    @Override
    void close();
}
