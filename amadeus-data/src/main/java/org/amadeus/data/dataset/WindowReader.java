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
     * Writes a window into slot {@code slot} of a batch.
     *
     * @param semitones how far to transpose it, -6 .. 5
     */
    public void fill(WindowBatch batch, int slot, Window window, int semitones) {
        if (dataset.pieces().get(window.piece()).events() < length) {
            fillRepeating(batch, slot, dataset.events(window.piece()), semitones);
            return;
        }
        EventSequence events = moved(eventsAndLookAhead(window), semitones);
        fill(batch, slot, 0, length, events, ControlSequence.of(events, length));
    }

    /** A short piece again and again, with a pause between; its controls look no further than its own end. */
    private void fillRepeating(WindowBatch batch, int slot, EventSequence piece, int semitones) {
        EventSequence events = moved(piece, semitones);
        ControlSequence controls = ControlSequence.of(events);
        ControlSequence inPause = ControlSequence.of(PAUSE.concat(events), 1);
        for (int step = 0; step < length; ) {
            int steps = Math.min(events.size(), length - step);
            fill(batch, slot, step, steps, events, controls);
            step += steps;
            if (step < length) {
                fill(batch, slot, step, 1, PAUSE, inPause);
                step++;
            }
        }
    }

    private static EventSequence moved(EventSequence events, int semitones) {
        return semitones == 0 ? events : events.transpose(semitones);
    }

    private static void fill(
            WindowBatch batch, int slot, int from, int steps, EventSequence events, ControlSequence controls) {
        for (int step = 0; step < steps; step++) {
            int at = (from + step) * batch.windows() + slot;
            batch.events()[at] = events.get(step);
            controls.fill(step, batch.controls(), at * Control.SIZE);
        }
    }

    /** The events of a window and, after them, of the music that its controls look ahead into. */
    private EventSequence eventsAndLookAhead(Window window) {
        int size = dataset.pieces().get(window.piece()).events();
        int end = window.start() + length;
        for (int ahead = 4 * length; ; ahead *= 2) {
            int to = (int) Math.min((long) end + ahead, size);
            EventSequence events = dataset.events(window.piece(), window.start(), to);
            if (to == size || events.slice(length, events.size()).seconds() > LOOK_AHEAD) {
                return events;
            }
        }
    }
}
