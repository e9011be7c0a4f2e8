package org.amadeus.ui.device;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.amadeus.ui.midi.DeviceLostException;
import org.amadeus.ui.midi.MidiOutput;

/**
 * Sends to a device on a thread of its own, so that a driver that hangs holds up nobody. A device that is lost, or has
 * not taken its messages for long, shows at the next message. Thread-safe.
 */
public final class OutputThread implements MidiOutput {
    /** Some seconds of the densest music. */
    private static final int MOST_WAITING = 2048;

    private static final long DRAIN_MILLIS = 1000;
    private static final int[] END = {};
    /** A message that is none: there will be one within {@link #AWAKE}. */
    private static final int[] SOON = {};
    /** So long it looks for more messages before it sleeps, where it may keep a processor busy with that. */
    private static final long AWAKE = Runtime.getRuntime().availableProcessors() > 1 ? 10_000_000 : 0;

    private final MidiOutput device;
    private final LinkedBlockingQueue<int[]> queue = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Thread thread;
    private volatile DeviceLostException lost;

    /** Takes over the device: closing this closes it. */
    public OutputThread(MidiOutput device) {
        this.device = device;
        thread = new Thread(this::run, "amadeus-output");
        thread.setDaemon(true);
        thread.setPriority(Thread.MAX_PRIORITY);
        thread.start();
    }

    private void run() {
        try {
            for (int[] m = queue.take(); m != END; m = m == SOON ? awake() : queue.take()) {
                if (m != SOON) {
                    device.send(m[0], m[1], m[2]);
                }
            }
        } catch (DeviceLostException e) {
            lost = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            device.close();
        }
    }

    /** The next message; being woken for it would take as long as a note may be late. */
    private int[] awake() throws InterruptedException {
        long until = System.nanoTime() + AWAKE;
        int[] next = queue.poll();
        while ((next == null || next == SOON) && until - System.nanoTime() > 0) {
            Thread.onSpinWait();
            next = queue.poll();
        }
        return next == null ? queue.take() : next;
    }

    @Override
    public void soon() {
        queue.offer(SOON);
    }

    @Override
    public String name() {
        return device.name();
    }

    @Override
    public void send(int status, int data1, int data2) {
        if (lost != null) {
            throw lost;
        }
        if (!queue.offer(new int[] {status, data1, data2})) {
            throw new DeviceLostException(name(), null);
        }
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
