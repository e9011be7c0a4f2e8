package org.amadeus.ui.device;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;

/**
 * Sends to a device on a thread of its own, so that a driver that hangs holds up nobody. A device that is lost, or has
 * not taken its messages for long, shows at the next message and in {@link #isLost}. Thread-safe.
 */
public final class OutputThread implements MidiOutput {
    /** Some seconds of the densest music. */
    private static final int MOST_WAITING = 2048;

    private static final long DRAIN_MILLIS = 1000;
    private static final int[] END = {};

    private final MidiOutput device;
    private final String name;
    private final LinkedBlockingQueue<int[]> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile DeviceLostException lost;

    /** Takes over the device: closing this closes it. */
    public OutputThread(MidiOutput device) {
        this.device = device;
        this.name = device.name();
        thread = new Thread(this::run, "amadeus-output");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private void run() {
        try {
            for (int[] m = queue.take(); m != END; m = queue.take()) {
                device.send(m[0], m[1], m[2]);
            }
        } catch (DeviceLostException e) {
            lost = e;
        } catch (InterruptedException e) {
            lost = new DeviceLostException(name, e);
        } catch (RuntimeException | Error e) {
            // Whatever a driver throws: nobody else would say that nothing is sent any more.
            lost = new DeviceLostException(name, e);
        } finally {
            device.close();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean isLost() {
        return lost != null || device.isLost();
    }

    @Override
    public void send(int status, int data1, int data2) {
        if (lost != null) {
            throw lost;
        }
        if (!queue.offer(new int[] {status, data1, data2})) {
            lost = new DeviceLostException(name, null);
            throw lost;
        }
        // Else the sender may keep the processor that the sending thread was woken on, for most of a millisecond.
        Thread.yield();
    }

    /** Sends what waits, for a second at most, then closes the device; an interrupt waits until then. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            if (queue.offer(END, DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                thread.join(DRAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            thread.interrupt();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
