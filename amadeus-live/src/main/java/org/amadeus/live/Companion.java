package org.amadeus.live;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.mode.Accompaniment;
import org.amadeus.live.mode.Register;

/**
 * Accompanies the player who plays: draws what may come next beside it, and strikes it when it is due. Every move of the
 * player's keys is heard at once, and what was drawn from before is forgotten. Where the player is dense it lets go of
 * everything within the stroke that made it so, and rests.
 */
final class Companion {
    /** No stroke is told longer before its time, seconds: what was told can't be taken back. */
    private static final double LONGEST_LEAD = 0.05;
    /** How loud it is beside what the model would play. */
    private static final double SOFTER = 0.8;

    /** Where the player is as loud as that, velocity, the model is so by itself. */
    private static final double USUAL_LOUDNESS = 68;

    private static final double SOFTEST = 0.6;
    private static final double LOUDEST = 1.4;

    /** Later than that, seconds, what follows is late too. */
    private static final double LATE = 0.02;

    private static final double NEVER = Double.POSITIVE_INFINITY;

    /** What was told and not heard by the model yet. */
    private record Move(double at, int pitch, int velocity) {}

    private final Partner partner;
    private final EventCodec codec;
    private final InputEncoder encoder;
    private final Conductor.Listener listener;
    private final double lead;
    private final Register register = new Register();
    private final List<Move> pending = new ArrayList<>();
    private final BitSet sounding = new BitSet(128);
    private final double[] struckAt = new double[128];
    private boolean drawing;
    private boolean starved;
    private int draws;
    private int waiting = Partner.NOT_YET;
    /** The time that what was drawn leads to. */
    private double at;

    private int velocity;
    /** When its last chord began, or what it waits from; how many notes that has. */
    private double chordAt;

    private int chordNotes;
    private int notes;
    private double latest;

    Companion(
            Partner partner, EventCodec codec, InputEncoder encoder, Conductor.Listener listener, Lookahead lookahead) {
        this.partner = partner;
        this.codec = codec;
        this.encoder = encoder;
        this.listener = listener;
        this.lead = Math.min(LONGEST_LEAD, lookahead.lead());
        this.velocity = codec.velocityEvent(64);
    }

    /** The player's phrase begins. */
    void begin(double now) {
        chordAt = now;
        chordNotes = Accompaniment.LARGEST_CHORD;
        notes = 0;
        draws = 0;
        latest = now;
    }

    /** The player is about to strike a key. */
    void strike(double now, int pitch) {
        listen(now);
        register.strike(now, pitch);
        if (register.isDense(now)) {
            letGo(now);
        } else if (sounding.get(pitch)) {
            release(now, pitch);
        }
        encode(now);
    }

    /** A key or the pedal is about to move: what was drawn is forgotten, what was played is heard. */
    void listen(double now) {
        if (drawing) {
            partner.cancel();
            drawing = false;
            waiting = Partner.NOT_YET;
        }
        encode(now);
    }

    private void encode(double now) {
        while (!pending.isEmpty() && pending.get(0).at <= now) {
            Move move = pending.remove(0);
            if (move.velocity > 0) {
                encoder.besideOn(move.at, move.pitch, move.velocity);
            } else {
                encoder.besideOff(move.at, move.pitch);
            }
        }
    }

    /**
     * Plays what is due.
     *
     * @param loudness the player's mean velocity, 0 where it is not known
     * @return when there is more to do; {@code now} or earlier where it waits for the partner
     */
    double advance(double now, double loudness, LiveOptions options) {
        if (register.isDense(now)) {
            return register.calmAt(now);
        }
        if (!register.hasRoom()) {
            listen(now);
            letGo(now);
            return NEVER;
        }
        if (!drawing) {
            draw(now);
        }
        while (at - lead <= now) {
            if (waiting == Partner.NOT_YET) {
                waiting = partner.next();
                if (waiting == Partner.NOT_YET) {
                    starved = true;
                    return now;
                }
                starved = false;
            }
            if (at < now - LATE) {
                at = now;
            }
            play(waiting, scale(loudness, options));
            waiting = Partner.NOT_YET;
        }
        return at - lead;
    }

    /**
     * How loud strokes are beside what was drawn, in draws too short to follow: the model follows the player's loudness half
     * the way by itself, and is led the other half.
     */
    private static double scale(double loudness, LiveOptions options) {
        double factor = loudness > 0 && options.follows() ? Math.sqrt(loudness / USUAL_LOUDNESS) : 1;
        return options.velocityScale() * Math.max(SOFTEST, Math.min(LOUDEST, factor));
    }

    private void draw(double now) {
        at = Math.max(now, latest);
        partner.begin(
                encoder.restUntil(at),
                new Accompaniment(register.lowest(), register.highest(), sounding, at - chordAt, chordNotes, ++draws));
        drawing = true;
    }

    private void play(int event, double velocityScale) {
        if (EventVocabulary.isTimeShift(event)) {
            at += EventVocabulary.seconds(event);
        } else if (EventVocabulary.isVelocity(event)) {
            velocity = event;
        } else if (EventVocabulary.isNoteOn(event)) {
            strike(EventVocabulary.pitch(event), velocityScale);
        } else if (sounding.get(EventVocabulary.pitch(event))) {
            release(at, EventVocabulary.pitch(event));
        }
    }

    private void strike(int pitch, double velocityScale) {
        if (sounding.get(pitch)) {
            release(at, pitch);
        }
        chordNotes = at - chordAt < Accompaniment.CHORD ? chordNotes + 1 : 1;
        chordAt = chordNotes > 1 ? chordAt : at;
        int loudness = codec.velocity(velocity);
        sounding.set(pitch);
        struckAt[pitch] = at;
        latest = at;
        notes++;
        pending.add(new Move(at, pitch, Math.max(1, loudness)));
        listener.strike(at, pitch, (int) Math.max(1, Math.min(127, Math.round(loudness * SOFTER * velocityScale))));
    }

    private void release(double now, int pitch) {
        double end = Math.max(now, struckAt[pitch]);
        sounding.clear(pitch);
        latest = Math.max(latest, end);
        pending.add(new Move(end, pitch, 0));
        listener.release(end, pitch);
    }

    private void letGo(double now) {
        sounding.stream().forEach(pitch -> release(now, pitch));
    }

    /**
     * Ends what it plays.
     *
     * @param audible whether the listener is to release its notes
     * @return how many notes there were since {@link #begin}
     */
    int end(double now, boolean audible) {
        listen(now);
        int had = notes;
        if (audible) {
            letGo(now);
        } else {
            sounding.stream().forEach(pitch -> pending.add(new Move(now, pitch, 0)));
            sounding.clear();
        }
        encode(NEVER);
        begin(now);
        return had;
    }

    /** Whether it waits for the partner. */
    boolean isWaiting() {
        return starved;
    }

    int notes() {
        return notes;
    }
}
