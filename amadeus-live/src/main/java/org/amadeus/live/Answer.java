package org.amadeus.live;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventPlayer;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.Span;
import org.amadeus.live.mode.Course;
import org.amadeus.live.mode.Plan;

/**
 * Plays one answer: performs the partner's events when they are due, or as long before as its lookahead says.
 * Begins with its first note, whatever rest the model would have made before it; ends before the note that would begin
 * after its time is over. If the partner falls behind, everything after is later by as much, and keeps its rhythm.
 */
final class Answer implements EventPlayer.Keys {
    /** An answer may end a little early where the model pauses. */
    private static final double EARLY = 0.75;

    private static final double PAUSE = 0.35;
    /** Held notes may outlast the answer's time by this many seconds. */
    private static final double RING = 2;
    /** A rest before the first note is left out; if this many events bring no note there is no answer. */
    private static final int MOST_BEFORE_FIRST_NOTE = 256;
    /** So many events without time between them are no music; the answer ends there. */
    private static final int MOST_AT_ONCE = 512;

    private static final double ROUNDING = 1e-9;

    /**
     * How far an answer was played: what of it happened.
     *
     * @param events        how many of the partner's events
     * @param reached       the time that they lead to
     * @param velocityEvent the last velocity event among them, or -1
     * @param open          the pitches whose note off is not among them
     */
    record Played(int events, double reached, int velocityEvent, BitSet open) {}

    private final Partner partner;
    private final Conductor.Listener listener;
    private final EventPlayer player;
    private final double velocityScale;
    /** What it begins on a beat of. */
    private final Optional<BeatGrid> beats;
    /** Whether it ends on one too, and when the last onset is before that. */
    private final boolean exact;

    private final double guard;
    private final double lead;
    private final double margin;
    /** Null where the answer goes as it likes, for its length. */
    private final Course course;
    /** When the first note is due; the model's time from there on. */
    private double start;
    /** About when it is to end; exactly where it goes by beats. */
    private double end;

    private int waiting = Partner.NOT_YET;
    private int[] events = new int[256];
    /** When each event performed was due. */
    private double[] dues = new double[256];

    private int performed;
    private int atOnce;
    private double lastRelease = Double.NEGATIVE_INFINITY;
    private boolean over;
    private boolean starved;

    /**
     * @param span when it begins and ends
     * @param plan what it goes by; one that is not free ends where its course does, or on the next beat
     */
    Answer(
            Partner partner,
            EventCodec codec,
            Conductor.Listener listener,
            double velocityScale,
            Span span,
            Plan plan,
            Lookahead lookahead) {
        this.partner = partner;
        this.listener = listener;
        this.player = codec.player(this);
        this.velocityScale = velocityScale;
        this.lead = lookahead.lead();
        this.margin = lookahead.margin();
        this.start = span.start();
        this.end = span.start() + span.length();
        this.beats = span.beats();
        this.guard = span.guard();
        this.course = plan == Plan.FREE ? null : plan.begin();
        this.exact = span.exact();
    }

    /**
     * Performs what is due.
     *
     * @return when there is more to do; {@code now} or earlier where it waits for the partner
     */
    double advance(double now) {
        release(now);
        while (!over) {
            if (waiting == Partner.NOT_YET) {
                waiting = partner.next();
                if (waiting == Partner.NOT_YET) {
                    starved = true;
                    return now;
                }
                catchUp(now);
            }
            if (isEnd()) {
                over = true;
                player.close(ring());
                break;
            }
            double due = due();
            if (due - lead > now) {
                return Math.min(due, start + player.nextRelease()) - lead;
            }
            perform(due);
            release(now);
        }
        release(now);
        return isSent() ? over() : start + player.nextRelease() - lead;
    }

    /**
     * Lets go of what is to be told by now. A note whose end was said may be struck once more at the same moment, and goes on
     * then: its end waits until it is known that time passes.
     */
    private void release(double now) {
        double until = now + lead - start;
        if (!over) {
            boolean passes = waiting != Partner.NOT_YET && EventVocabulary.isTimeShift(waiting);
            double known = passes ? player.time() + EventVocabulary.seconds(waiting) : player.time();
            until = Math.min(until, Math.max(known, now - start));
        }
        player.release(until + ROUNDING);
    }

    /**
     * Where the partner was late, everything from here on is late by as much. What is told beforehand is so only as long as
     * nothing was: its times are then said, and the same however busy the machine is.
     */
    private void catchUp(double now) {
        if (starved && !EventVocabulary.isTimeShift(waiting) && (lead == 0 || player.notes() == 0)) {
            double changed = player.notes() == 0 && beats.isPresent() ? onBeat(now) : now + margin - player.time();
            later(Math.max(start, changed));
        }
        starved = false;
    }

    private double onBeat(double now) {
        return now <= start + Conductor.LATE_ON_BEAT ? start : beats.get().beatFrom(now + margin);
    }

    /** An end on a beat stays where it is, unless nothing was heard yet. */
    private void later(double changed) {
        if (!exact || player.notes() == 0) {
            end += changed - start;
        }
        start = changed;
    }

    /** How long what sounds at the end goes on. */
    private double ring() {
        double ring = course == null ? 0 : course.ring();
        if (!exact) {
            return ring;
        }
        double over = course == null ? end : beats.get().beatFrom(reached() + ring);
        end = Math.max(over, reached());
        return end - reached();
    }

    /** A time shift has happened when it is over, anything else when its time has come. */
    private double due() {
        boolean passes = EventVocabulary.isTimeShift(waiting) && player.notes() > 0;
        return start + player.time() + (passes ? EventVocabulary.seconds(waiting) : 0);
    }

    private boolean isEnd() {
        if (player.notes() == 0) {
            return performed >= MOST_BEFORE_FIRST_NOTE;
        }
        if (atOnce >= MOST_AT_ONCE) {
            return true;
        }
        if (course != null) {
            return course.isOver();
        }
        double cursor = player.time();
        double length = end - start;
        if (EventVocabulary.isNoteOn(waiting)) {
            return cursor >= length - guard;
        }
        if (!EventVocabulary.isTimeShift(waiting)) {
            return false;
        }
        double seconds = EventVocabulary.seconds(waiting);
        if (exact) {
            return cursor + seconds >= length;
        }
        boolean pause = cursor >= EARLY * length && seconds >= PAUSE && player.held() == 0;
        return pause || cursor + seconds > length + RING;
    }

    private void perform(double due) {
        atOnce = EventVocabulary.isTimeShift(waiting) ? 0 : atOnce + 1;
        if (!isHeldToTheEnd()) {
            player.accept(waiting);
        }
        if (course != null) {
            course.drew(waiting);
        }
        if (performed == events.length) {
            events = Arrays.copyOf(events, 2 * performed);
            dues = Arrays.copyOf(dues, 2 * performed);
        }
        events[performed] = waiting;
        dues[performed++] = due;
        waiting = Partner.NOT_YET;
    }

    /** What sounds in the last beat of an answer that ends on one ends with it. */
    private boolean isHeldToTheEnd() {
        return course == null
                && exact
                && EventVocabulary.isNoteOff(waiting)
                && reached() > end - beats.get().beat();
    }

    @Override
    public void strike(double at, int pitch, int velocity) {
        int loudness = (int) Math.max(1, Math.min(127, Math.round(velocity * velocityScale)));
        listener.strike(start + at, pitch, loudness);
    }

    @Override
    public void release(double at, int pitch) {
        lastRelease = Math.max(lastRelease, start + at);
        listener.release(start + at, pitch);
    }

    /** Ends every note that was told of and whose end was not, now or where it would have begun. */
    void releaseAll(double now) {
        for (int pitch = EventVocabulary.LOWEST_PITCH; pitch <= EventVocabulary.HIGHEST_PITCH; pitch++) {
            double struck = player.struckAt(pitch);
            if (struck >= 0) {
                listener.release(Math.max(now, start + struck), pitch);
            }
        }
    }

    /** Whether all of it was sent. */
    boolean isSent() {
        return over && player.sounding() == 0;
    }

    /** Whether it has come to its end and its last note has too. */
    boolean isOver(double now) {
        return isSent() && over() <= now + ROUNDING;
    }

    private double over() {
        return exact ? Math.max(lastRelease, end) : lastRelease;
    }

    /** When it ends, where all of it was sent. */
    double endsAt() {
        return exact ? end : reached();
    }

    /** What of it happened until {@code now}. */
    Played playedBy(double now) {
        BitSet open = new BitSet(128);
        int velocityEvent = -1;
        int count = 0;
        while (count < performed && dues[count] <= now + ROUNDING) {
            int event = events[count++];
            if (EventVocabulary.isNoteOn(event)) {
                open.set(EventVocabulary.pitch(event));
            } else if (EventVocabulary.isNoteOff(event)) {
                open.clear(EventVocabulary.pitch(event));
            } else if (EventVocabulary.isVelocity(event)) {
                velocityEvent = event;
            }
        }
        return new Played(count, count == 0 ? start : dues[count - 1], velocityEvent, open);
    }

    /** How many notes were struck. */
    int notes() {
        return player.notes();
    }

    /** The time that the events told of lead to. */
    double reached() {
        return start + player.time();
    }
}
