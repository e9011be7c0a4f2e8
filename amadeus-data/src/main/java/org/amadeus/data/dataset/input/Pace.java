package org.amadeus.data.dataset.input;

import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.amadeus.data.Progress;

/** Tells how many files a second are read. Thread-safe. */
public final class Pace {
    private final int total;
    private final Progress progress;
    private final AtomicInteger done = new AtomicInteger();
    private final long began = System.nanoTime();

    /** @param total files there are to read */
    public Pace(int total, Progress progress) {
        this.total = total;
        this.progress = progress;
    }

    /** So many more have been read. */
    public void filesDone(int more) {
        int files = done.addAndGet(more);
        double perSecond = files / ((System.nanoTime() - began) / 1e9);
        progress.update(files, total, String.format(Locale.ROOT, "%.0f files/s", perSecond));
    }
}
