package org.amadeus.live.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventPlayer;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * One way to fill a stretch, as it is drawn: exactly as long as the stretch. What sounds into it keeps its keys until it
 * ends; what the take leaves sounding ends with the stretch.
 */
final class Take implements EventPlayer.Keys {
    /** The shortest time there is an event for, seconds. */
    private static final double SHORTEST = EventVocabulary.seconds(EventVocabulary.TIME_SHIFT);

    private static final double ROUNDING = 1e-9;
    /** So many events without time between them are no music; the rest of the stretch is silent. */
    private static final int MOST_AT_ONCE = 512;

    private final double seconds;
    private final EventPlayer player;
    /** What sounds into the stretch and ends in it, the first to end first; those times are from the stretch's start. */
    private final Deque<Note> ending = new ArrayDeque<>();

    private final boolean[] kept = new boolean[128];
    private final boolean[] held = new boolean[128];
    private final List<Note> notes = new ArrayList<>();
    private final double[] struckAt = new double[128];
    private final int[] loudness = new int[128];
    private double time;
    private double firstAt = Double.NaN;
    private int atOnce;
    private int velocityEvent = -1;
    private boolean over;

    Take(Stretch stretch, EventCodec codec) {
        this.seconds = stretch.seconds();
        this.player = codec.player(this);
        List<Note> into = new ArrayList<>();
        for (Note note : stretch.before()) {
            if (note.end() > stretch.from() && isOnPiano(note.pitch())) {
                kept[note.pitch()] = true;
                double end = note.end() - stretch.from();
                if (end < seconds) {
                    into.add(new Note(0, end, note.pitch(), note.velocity()));
                }
            }
        }
        into.sort(Comparator.comparingDouble(Note::end));
        ending.addAll(into);
    }

    private static boolean isOnPiano(int pitch) {
        return pitch >= EventVocabulary.LOWEST_PITCH && pitch <= EventVocabulary.HIGHEST_PITCH;
    }

    /** Whether an event may be drawn: none of a key that is kept. */
    boolean mayDraw(int event) {
        return !(EventVocabulary.isNoteOn(event) || EventVocabulary.isNoteOff(event))
                || !kept[EventVocabulary.pitch(event)];
    }

    /**
     * An event was drawn.
     *
     * @param script takes what happens after it whatever is drawn
     * @return the event that happens; a rest that is too long for what comes next is shorter
     */
    int drew(int event, Deque<Integer> script) {
        int happens = event;
        if (EventVocabulary.isTimeShift(event) && EventVocabulary.seconds(event) > left() + ROUNDING) {
            int[] rest = Strokes.rest(left());
            happens = rest[0];
            for (int i = 1; i < rest.length; i++) {
                script.add(rest[i]);
            }
            for (int shift : rest) {
                play(shift);
            }
        } else {
            play(event);
        }
        goOn(script);
        while (!over && atOnce >= MOST_AT_ONCE) {
            for (int shift : Strokes.rest(left())) {
                script.add(shift);
                time += EventVocabulary.seconds(shift);
            }
            goOn(script);
        }
        return happens;
    }

    /** What is due now, whatever is drawn: before the first event too. */
    void goOn(Deque<Integer> script) {
        while (!over && left() < SHORTEST - ROUNDING) {
            if (ending.isEmpty()) {
                end(script);
            } else {
                int pitch = ending.remove().pitch();
                kept[pitch] = false;
                script.add(EventVocabulary.noteOff(pitch));
            }
        }
    }

    private void end(Deque<Integer> script) {
        over = true;
        for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
            if (held[pitch]) {
                script.add(EventVocabulary.noteOff(pitch));
            }
        }
        player.close();
        player.release(Double.POSITIVE_INFINITY);
    }

    /** Until what comes next whatever is drawn. */
    private double left() {
        return (ending.isEmpty() ? seconds : ending.peek().end()) - time;
    }

    private void play(int event) {
        atOnce++;
        if (EventVocabulary.isTimeShift(event)) {
            atOnce = 0;
            time += EventVocabulary.seconds(event);
        } else if (EventVocabulary.isVelocity(event)) {
            velocityEvent = event;
        } else {
            held[EventVocabulary.pitch(event)] = EventVocabulary.isNoteOn(event);
        }
        if (EventVocabulary.isNoteOn(event) && Double.isNaN(firstAt)) {
            firstAt = time;
        }
        player.accept(event);
        player.release(player.time() - ROUNDING);
    }

    @Override
    public void strike(double at, int pitch, int velocity) {
        struckAt[pitch] = firstAt + at;
        loudness[pitch] = velocity;
    }

    @Override
    public void release(double at, int pitch) {
        double end = Math.min(firstAt + at, seconds);
        notes.add(new Note(struckAt[pitch], end, pitch, loudness[pitch]));
    }

    /** Whether the stretch is full. */
    boolean isOver() {
        return over;
    }

    /** The velocity event that was drawn last, or -1. */
    int velocityEvent() {
        return velocityEvent;
    }

    /** Its notes, times from the stretch's start. */
    NoteSequence notes() {
        return NoteSequence.of(notes);
    }
}
