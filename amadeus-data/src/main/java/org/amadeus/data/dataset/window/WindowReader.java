package org.amadeus.data.dataset.window;

import java.util.Optional;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.data.controls.ControlSequence;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.events.Variation;

/** Reads windows of a dataset with the controls at their events, which look up to two seconds beyond the window. */
public final class WindowReader {
    private static final double LOOK_AHEAD = 2.0;
    /** Stands between the end of a short piece and its repetition: the longest rest, and the start of every piece. */
    private static final EventSequence PAUSE = EventSequence.of(EventVocabulary.PRIMARY);

    private final PerformanceDataset dataset;
    private final EventCodec codec;
    private final int length;

    /** @param length events of a window, 1 or more */
    public WindowReader(PerformanceDataset dataset, int length) {
        this.dataset = dataset;
        this.codec = EventCodec.of(dataset.profile());
        this.length = length;
    }

    /**
     * Writes a window into slot {@code slot} of a batch. The controls are those of the music as it is varied.
     *
     * @param variation of the music from the window's start on; where it needs more events for as many than the piece
     *                  has left, it is the last window of the varied piece
     */
    public void fill(WindowBatch batch, int slot, Window window, Variation variation) {
        if (dataset.pieces().get(window.piece()).events() >= length) {
            Optional<EventSequence> events = varied(window, variation);
            if (events.isPresent()) {
                fill(batch, slot, 0, length, events.get(), ControlSequence.of(events.get(), length));
                return;
            }
        }
        EventSequence piece = variation.of(dataset.events(window.piece()), codec);
        if (piece.size() < length) {
            fillRepeating(batch, slot, piece);
        } else {
            EventSequence last = piece.slice(piece.size() - length, piece.size());
            fill(batch, slot, 0, length, last, ControlSequence.of(last));
        }
    }

    /** A short piece again and again, with a pause between; its controls look no further than its own end. */
    private void fillRepeating(WindowBatch batch, int slot, EventSequence events) {
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

    private static void fill(
            WindowBatch batch, int slot, int from, int steps, EventSequence events, ControlSequence controls) {
        for (int step = 0; step < steps; step++) {
            int at = (from + step) * batch.windows() + slot;
            batch.events()[at] = events.get(step);
            controls.fill(step, batch.controls(), at * Control.SIZE);
        }
    }

    /**
     * The varied events from a window's start on, and after the window's those of the music that its controls look ahead
     * into; none where the piece ends before the window does, which faster music can.
     */
    private Optional<EventSequence> varied(Window window, Variation variation) {
        int size = dataset.pieces().get(window.piece()).events();
        int end = window.start() + length;
        for (int ahead = 4 * length; ; ahead *= 2) {
            int to = (int) Math.min((long) end + ahead, size);
            EventSequence events = variation.of(dataset.events(window.piece(), window.start(), to), codec);
            if (to == size) {
                return events.size() < length ? Optional.empty() : Optional.of(events);
            }
            if (events.size() > length && events.slice(length, events.size()).seconds() > LOOK_AHEAD) {
                return Optional.of(events);
            }
        }
    }
}
