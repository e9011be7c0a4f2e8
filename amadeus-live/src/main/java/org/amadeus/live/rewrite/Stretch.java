package org.amadeus.live.rewrite;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * What is to be written anew, and what stands round it. Times are seconds on one scale, that of the notes.
 *
 * @param before  what begins before it; of that, what sounds into it goes on as it did
 * @param from    where it begins, not before the last start in {@code before}
 * @param seconds how long it is, above 0
 * @param then    what begins at its end or later
 */
public record Stretch(NoteSequence before, double from, double seconds, NoteSequence then) {
    private static final int MOST_EVENTS = 1024;
    /** How much of what follows says how well a take leads to it, seconds. */
    private static final double JOINT = 2;

    /** The events of what was heard when it begins, the last {@value #MOST_EVENTS}; what sounds then is not ended. */
    public EventSequence heard(EventCodec codec) {
        if (before.isEmpty()) {
            return EventSequence.empty();
        }
        Strokes strokes = new Strokes(codec, before.start(), -1);
        strokes.play(before, from);
        EventSequence events = strokes.restUntil(from);
        return events.slice(Math.max(0, events.size() - MOST_EVENTS), events.size());
    }

    /**
     * The events of what follows it, to the last stroke or release of its first {@value #JOINT} seconds.
     *
     * @param velocityEvent the last before, or -1
     */
    EventSequence following(EventCodec codec, int velocityEvent) {
        Strokes strokes = new Strokes(codec, to(), velocityEvent);
        List<Note> all = new ArrayList<>(before.asList());
        all.addAll(then.asList());
        strokes.play(NoteSequence.of(all), to() + JOINT);
        return strokes.events();
    }

    /** Whether anything is struck in what follows, so that takes differ in how they lead to it. */
    boolean isFollowed() {
        return !then.isEmpty() && then.start() < to() + JOINT;
    }

    double to() {
        return from + seconds;
    }
}
