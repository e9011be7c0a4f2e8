package org.amadeus.ui.device;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.amadeus.live.beat.clock.ClockMessage;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;
import org.jaudiolibs.jnajack.JackException;
import org.jaudiolibs.jnajack.JackMidi;
import org.jaudiolibs.jnajack.JackPort;
import org.jaudiolibs.jnajack.JackPortFlags;

/**
 * Plays on a JACK port of our own. Each message sounds one cycle of the server after it was sent, however far into a cycle that
 * was: later, but as regularly as it was played.
 */
final class JackOutput implements MidiOutput {
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** @param frame when it was sent */
    private record Message(int frame, byte[] bytes) {}

    private final Queue<Message> waiting = new ConcurrentLinkedQueue<>();
    private final JackClientPort port;
    private volatile int cycleFrames;

    private JackOutput(String name) {
        port = JackClientPort.open(name, "Amadeus out", JackPortFlags.JackPortIsOutput, this::cycle);
    }

    static JackOutput open(String name) {
        return new JackOutput(name);
    }

    private void cycle(JackClientPort port, JackPort out, int begin, int frames) throws JackException {
        cycleFrames = frames;
        JackMidi.clearBuffer(out);
        int place = 0;
        for (Message next = waiting.peek(); next != null; next = waiting.peek()) {
            place = place(next.frame - begin, place, frames);
            if (place == frames || JackMidi.maxEventSize(out) < next.bytes.length) {
                return;
            }
            JackMidi.eventWrite(out, place, next.bytes, next.bytes.length);
            waiting.remove();
        }
    }

    /**
     * Where in a cycle a message sounds.
     *
     * @param since    frames from when the cycle before began to when it was sent
     * @param earliest where the message before it sounds
     * @return {@code earliest} .. {@code frames}; {@code frames} where its turn is the next cycle
     */
    static int place(int since, int earliest, int frames) {
        return Math.max(earliest, Math.min(since, frames));
    }

    @Override
    public String name() {
        return port.name();
    }

    @Override
    public boolean isLost() {
        return port.isLost();
    }

    @Override
    public void send(int status, int data1, int data2) {
        int frame = port.now();
        if (port.isLost()) {
            throw new DeviceLostException(name(), null);
        }
        waiting.add(new Message(frame, bytes(status, data1, data2)));
    }

    private static byte[] bytes(int status, int data1, int data2) {
        if (ClockMessage.is(status) && status != ClockMessage.POSITION) {
            return new byte[] {(byte) status};
        }
        boolean one = status >> 5 == 0xC0 >> 5;
        return one ? new byte[] {(byte) status, (byte) data1} : new byte[] {(byte) status, (byte) data1, (byte) data2};
    }

    /** Waits until what was sent has been taken, a second at most, and two cycles more: in the last one it sounds. */
    @Override
    public void close() {
        long until = System.nanoTime() + DRAIN_NANOS;
        while (!waiting.isEmpty() && !isLost() && System.nanoTime() < until) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        LockSupport.parkNanos((long) (1e9 * port.seconds(2 * cycleFrames)));
        port.close();
    }
}
