package org.amadeus.ui.duet;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.amadeus.ui.device.MidiInput;
import org.amadeus.ui.device.MidiPort;
import org.amadeus.ui.device.Plug;
import org.amadeus.ui.midi.MidiListener;

/** An input that is listened to whenever it is plugged in; looked for twice a second, on a thread of its own. */
final class PluggedInput implements AutoCloseable {
    private static final long LOOK_MILLIS = 500;
    private static final long CLOSE_MILLIS = 1000;

    private final Plug plug;
    private final MidiListener listener;
    private final ScheduledExecutorService watch;
    private MidiInput listening;

    /** @throws org.amadeus.ui.device.DeviceException where it can't be opened now */
    PluggedInput(MidiPort port, MidiListener listener) {
        this.plug = Plug.input(port);
        this.listener = listener;
        this.listening = plug.listen(listener);
        this.watch = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "amadeus-clock");
            thread.setDaemon(true);
            return thread;
        });
        watch.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (listening != null && !(listening.isListening() && plug.isThere())) {
                end();
            }
            if (listening == null && plug.isBack()) {
                listening = plug.listen(listener);
            }
        } catch (RuntimeException e) {
            // Not ready yet, or its driver stumbles: the next look tries again.
            return;
        }
    }

    private void end() {
        MidiInput ending = listening;
        listening = null;
        if (ending != null) {
            ending.close();
        }
    }

    /** Gives it back; a driver that hangs is left to itself after a second. */
    @Override
    public void close() {
        watch.execute(this::end);
        watch.shutdown();
        try {
            watch.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
