package org.amadeus.ui.duet;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.amadeus.ui.device.MidiInput;
import org.amadeus.ui.device.MidiPort;
import org.amadeus.ui.device.OutputThread;
import org.amadeus.ui.device.Plug;
import org.amadeus.ui.midi.MidiListener;
import org.amadeus.ui.midi.MidiOutput;

/**
 * The two devices of a duet. Looks twice a second whether they are plugged in, since drivers do not tell, and opens them
 * anew when they are back; on a thread of its own, so that a driver that hangs holds up nobody.
 */
final class PluggedDevices implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;
    private static final long CLOSE_MILLIS = 3000;

    /** Told when a plug is pulled or put back. */
    interface Listener {
        void inputLost();

        void inputBack();

        /** Whether the output still takes what it is sent. */
        boolean outputThere();

        void outputLost();

        void outputBack(MidiOutput device);

        /** Nobody looks any more. */
        void failed(Throwable fault);
    }

    private final Plug input;
    private final Plug output;
    private final ScheduledExecutorService watch;
    private MidiListener listener;
    private volatile MidiInput listening;
    private volatile MidiOutput playing;
    private volatile boolean closed;
    private boolean outOnce;

    PluggedDevices(MidiPort input, MidiPort output) {
        this.input = Plug.input(input);
        this.output = Plug.output(output);
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "amadeus-devices");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The output, which sends on a thread of its own. */
    MidiOutput openOutput() {
        playing = new OutputThread(output.open());
        return playing;
    }

    void listen(MidiListener to) {
        listener = to;
        listening = input.listen(to);
    }

    void watch(Listener plugs) {
        watch.scheduleWithFixedDelay(() -> look(plugs), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look(Listener plugs) {
        try {
            attempt(() -> lookAtInput(plugs));
            attempt(() -> lookAtOutput(plugs));
        } catch (Error e) {
            plugs.failed(e);
            throw e;
        }
    }

    private void attempt(Runnable look) {
        try {
            if (!closed) {
                look.run();
            }
        } catch (RuntimeException e) {
            // Seen, but not ready yet or held by another program, or its driver stumbles: the next look tries again.
            return;
        }
    }

    private void lookAtInput(Listener plugs) {
        if (listening != null && !(listening.isListening() && input.isThere())) {
            // One instrument that was out and in again between two looks: what was opened of it is dead, both ways.
            outOnce = isOneInstrument();
            loseInput(plugs);
        }
        if (listening == null && input.isBack()) {
            listening = input.listen(listener);
            plugs.inputBack();
        }
    }

    private boolean isOneInstrument() {
        return input.port().id().equals(output.port().id());
    }

    /** Told first: a driver may fail, or take its time, at closing what is not there. */
    private void loseInput(Listener plugs) {
        MidiInput ending = listening;
        listening = null;
        plugs.inputLost();
        ending.close();
    }

    private void lookAtOutput(Listener plugs) {
        boolean out = outOnce;
        outOnce = false;
        if (playing != null && (out || !plugs.outputThere() || playing.isLost() || !output.isThere())) {
            MidiOutput ending = playing;
            playing = null;
            plugs.outputLost();
            if (listening != null && isOneInstrument() && !out) {
                attempt(() -> loseInput(plugs));
            }
            ending.close();
        }
        if (playing == null && output.isBack()) {
            plugs.outputBack(openOutput());
        }
    }

    /** Sends what waits and gives the devices back; a driver that hangs is left to itself after three seconds. */
    @Override
    public void close() {
        closed = true;
        try {
            Future<?> released = watch.submit(this::release);
            watch.shutdown();
            released.get(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            // What is to be silenced was sent to a thread of its own; that it is given the time to, even so.
            MidiOutput left = playing;
            if (left != null) {
                left.close();
            }
        }
    }

    private void release() {
        MidiOutput output = playing;
        playing = null;
        MidiInput input = listening;
        listening = null;
        try (input) {
            if (output != null) {
                output.close();
            }
        }
    }
}
