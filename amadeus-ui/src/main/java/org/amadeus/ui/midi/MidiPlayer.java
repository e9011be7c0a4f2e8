package org.amadeus.ui.midi;

import java.util.concurrent.locks.LockSupport;
import org.amadeus.data.Progress;

/** Plays a {@link Timeline} in real time. */
public final class MidiPlayer {
    private static final long LONGEST_NAP = 50_000_000;

    private final TidyOutput output;

    public MidiPlayer(MidiOutput output) {
        this.output = new TidyOutput(output);
    }

    /**
     * Plays to the end, or until the thread is interrupted; either way nothing is left sounding.
     *
     * @param progress told the seconds played
     * @return whether it came to the end
     * @throws DeviceLostException where the device is lost
     */
    public boolean play(Timeline timeline, Progress progress) {
        long start = System.nanoTime();
        try {
            for (TimedMessage message : timeline.messages()) {
                if (!waitUntil(start + Math.round(message.seconds() * 1e9), start, timeline, progress)) {
                    return false;
                }
                output.send(message.status(), message.data1(), message.data2());
            }
            return waitUntil(start + Math.round(timeline.seconds() * 1e9), start, timeline, progress);
        } finally {
            output.silence();
        }
    }

    private boolean waitUntil(long due, long start, Timeline timeline, Progress progress) {
        long left = due - System.nanoTime();
        while (left > 0) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            if (output.isLost()) {
                throw new DeviceLostException(output.name(), null);
            }
            progress.update((System.nanoTime() - start) / 1_000_000_000, (long) Math.ceil(timeline.seconds()), "s");
            LockSupport.parkNanos(Math.min(left, LONGEST_NAP));
            left = due - System.nanoTime();
        }
        return !Thread.currentThread().isInterrupted();
    }
}
