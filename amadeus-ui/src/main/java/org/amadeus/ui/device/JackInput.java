package org.amadeus.ui.device;

import org.amadeus.live.beat.clock.ClockMessage;
import org.amadeus.ui.midi.MidiListener;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;

/** Listens to a JACK port of our own; passes on channel messages and clocks, with the times that they have within their cycle. */
final class JackInput implements MidiInput {
    private static final int FIRST_SYSTEM_STATUS = 0xF0;
    private static final int LONGEST = 3;

    private final byte[] bytes = new byte[LONGEST];
    private final MidiListener listener;
    private final JackClientPort port;
    /** Made on the server's thread, which alone uses it. */
    private JackMidi.Event event;

    private JackInput(String name, MidiListener listener) {
        this.listener = listener;
        port = JackClientPort.open(name, "Amadeus in", JackPortFlags.JackPortIsInput, this::cycle);
    }

    static JackInput open(String name, MidiListener listener) {
        return new JackInput(name, listener);
    }

    private void cycle(JackClientPort port, JackPort in, int begin, int frames) throws JackException {
        if (event == null) {
            event = new JackMidi.Event();
        }
        int count = JackMidi.getEventCount(in);
        for (int i = 0; i < count; i++) {
            JackMidi.eventGet(event, in, i);
            int size = event.size();
            if (size >= 1 && size <= LONGEST) {
                bytes[1] = 0;
                bytes[2] = 0;
                event.read(bytes);
                double ago = port.seconds(Math.max(0, port.now() - begin - event.time()));
                pass(System.nanoTime() - (long) (1e9 * ago), bytes[0] & 0xFF, bytes[1] & 0x7F, bytes[2] & 0x7F);
            }
        }
    }

    private void pass(long nanos, int status, int data1, int data2) {
        if (status < FIRST_SYSTEM_STATUS) {
            listener.message(nanos, status, data1, data2);
        } else if (ClockMessage.is(status)) {
            listener.clock(nanos, status, data1, data2);
        }
    }

    @Override
    public boolean isListening() {
        return !port.isLost();
    }

    @Override
    public void close() {
        port.close();
    }
}
