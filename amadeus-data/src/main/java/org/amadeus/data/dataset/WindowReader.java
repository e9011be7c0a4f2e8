package org.amadeus.data.dataset;

import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.events.EventSequence;

/** Reads windows of a dataset with the controls at their events, which look up to two seconds beyond the window. */
public final class WindowReader {
    private static final double LOOK_AHEAD = 2.0;
    /** Stands between the end of a short piece and its repetition: the longest rest, and the start of every piece. */
    private static final EventSequence PAUSE = EventSequence.of(EventVocabulary.PRIMARY);

    private final PerformanceDataset dataset;
    private final int length;

    /** @param length events of a window, 1 or more */
    public WindowReader(PerformanceDataset dataset, int length) {
        this.dataset = dataset;
        this.length = length;
    }

    /**
     * The events of a window and of the music that its controls look ahead into.
     *
     * @return {@code length} events or more; those of the window first
     */
    EventSequence eventsAndLookAhead(Window window) {
        int size = dataset.pieces().get(window.piece()).events();
        if (size < length) {
            EventSequence repeated = dataset.events(window.piece());
            EventSequence again = PAUSE.concat(repeated);
            while (repeated.size() < length) {
                repeated = repeated.concat(again);
            }
            return repeated.concat(again);
        }
        int end = window.start() + length;
        for (int ahead = 4 * length; ; ahead *= 2) {
            int to = (int) Math.min((long) end + ahead, size);
            EventSequence events = dataset.events(window.piece(), window.start(), to);
            if (to == size || events.slice(length, events.size()).seconds() > LOOK_AHEAD) {
                return events;
            }
        }
    }

    /**
     * Writes a window into slot {@code slot} of a batch as it was played: a piece that is shorter than a window is not
     * repeated, its controls see to its end, and rests without controls follow.
     */
    public void fillOnce(WindowBatch batch, int slot, Window window) {
        int size = dataset.pieces().get(window.piece()).events();
        if (size >= length) {
            fill(batch, slot, window, 0);
            return;
        }
        EventSequence events = dataset.events(window.piece());
        ControlSequence controls = ControlSequence.of(events, size);
        for (int step = 0; step < length; step++) {
            int at = step * batch.windows() + slot;
            batch.events()[at] = step < size ? events.get(step) : EventVocabulary.PRIMARY;
            if (step < size) {
                controls.fill(step, batch.controls(), at * Control.SIZE);
            }
        }
    }

    /**
     * Writes a window into slot {@code slot} of a batch.
     *
     * @param semitones how far to transpose it, -6 .. 5
     */
    public void fill(WindowBatch batch, int slot, Window window, int semitones) {
        EventSequence events = eventsAndLookAhead(window);
        if (semitones != 0) {
            events = events.transpose(semitones);
        }
        ControlSequence controls = ControlSequence.of(events, length);
        for (int step = 0; step < length; step++) {
            int at = step * batch.windows() + slot;
            batch.events()[at] = events.get(step);
            controls.fill(step, batch.controls(), at * Control.SIZE);
        }
    }
}
