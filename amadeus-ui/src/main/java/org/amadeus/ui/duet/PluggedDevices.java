package org.amadeus.ui.duet;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.amadeus.ui.device.DeviceException;
import org.amadeus.ui.device.MidiPort;
import org.amadeus.ui.device.MidiPorts;
import org.amadeus.ui.device.OutputThread;
import org.amadeus.ui.midi.MidiListener;
import org.amadeus.ui.midi.MidiOutput;

/**
 * The two devices of a duet. Looks twice a second whether they are plugged in, since drivers do not tell, and opens them
 * anew when they are back.
 */
final class PluggedDevices implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;

    /** Told when a plug is pulled or put back. */
    interface Listener {
        void inputLost();

        void inputBack();

        /** Whether the output still takes what it is sent. */
        boolean outputThere();

        void outputLost();

        void outputBack(MidiOutput device);
    }

    private final MidiPort input;
    private final MidiPort output;
    private final ScheduledExecutorService watch;
    private MidiListener listener;
    private AutoCloseable listening;
    private MidiOutput playing;
    private boolean closed;

    PluggedDevices(MidiPort input, MidiPort output) {
        this.input = input;
        this.output = output;
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "amadeus-devices");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The output, which sends on a thread of its own. */
    synchronized MidiOutput openOutput() {
        playing = new OutputThread(MidiPorts.open(output));
        return playing;
    }

    synchronized void listen(MidiListener to) {
        listener = to;
        listening = MidiPorts.listen(input, to);
    }

    void watch(Listener plugs) {
        watch.scheduleWithFixedDelay(() -> look(plugs), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void look(Listener plugs) {
        if (closed) {
            return;
        }
        try {
            lookAtInput(plugs);
            lookAtOutput(plugs);
        } catch (RuntimeException e) {
            // Seen, but not ready yet or held by another program, or its driver stumbles: the next look tries again.
            return;
        }
    }

    private void lookAtInput(Listener plugs) {
        boolean there = MidiPorts.present(input);
        if (listening != null && !there) {
            endListening();
            plugs.inputLost();
        } else if (listening == null && there) {
            listening = MidiPorts.listen(input, listener);
            plugs.inputBack();
        }
    }

    private void lookAtOutput(Listener plugs) {
        boolean there = MidiPorts.present(output);
        if (playing != null && (!there || !plugs.outputThere())) {
            playing.close();
            playing = null;
            plugs.outputLost();
            if (listening != null && input.id().equals(output.id())) {
                // Out and in again between two looks: the plug is there, what was opened on it is not.
                endListening();
                plugs.inputLost();
            }
        } else if (playing == null && there) {
            plugs.outputBack(openOutput());
        }
    }

    private void endListening() {
        AutoCloseable ending = listening;
        listening = null;
        try {
            ending.close();
        } catch (Exception e) { // as AutoCloseable declares it; the device is gone anyway
            throw new DeviceException(input.name() + ": can't be closed (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        synchronized (this) {
            closed = true;
            if (playing != null) {
                playing.close();
                playing = null;
            }
            if (listening != null) {
                endListening();
            }
        }
    }
}
