package org.amadeus.live;

import java.util.Optional;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.PlayerTempo;
import org.amadeus.live.beat.TempoEstimate;
import org.amadeus.live.keyboard.ControllerSwitch;
import org.amadeus.live.keyboard.KeysDown;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.mode.PhraseEvents;

/**
 * Conducts call and response: follows a phrase, sees that it is over, has the answer played, gives way when the player goes
 * on. Whoever drives it says what the time is, which never goes back, and is told when to come again. The answer is drawn
 * ahead, from shortly before the silence is long enough; if the player goes on, that is undone. For one thread.
 */
public final class Conductor {
    /** What it does. A listener does not call back. */
    public interface Listener {
        /** A note of the answer begins at that time; velocity 1 .. 127. */
        void strike(double at, int pitch, int velocity);

        /** A note of the answer ends. */
        void release(double at, int pitch);

        /** The sustain pedal goes down or up with the answer's notes, each of which sounds as long as it would without. */
        default void pedal(double at, boolean down) {}

        /** The player's phrase is over. */
        default void phraseOver(PhraseEnd end) {}

        /**
         * Everything of an answer was sent.
         *
         * @param at    when it ends
         * @param notes how many it had
         */
        default void answerOver(double at, int notes, Ending why) {}
    }

    /** How long before its time an answer is prepared, seconds, where the silence is long enough for that. */
    private static final double AHEAD = 0.25;

    private static final double LATE = 0.05;
    /** An answer that could only begin that long after its bar or beat waits for the next, seconds. */
    static final double LATE_ON_BEAT = 0.02;
    /** The least rest between two answers of a loop, seconds. */
    private static final double LEAST_LOOP = 0.05;

    private static final double NEVER = Double.POSITIVE_INFINITY;

    private final Partner partner;
    private final Sustained listener;
    private final KeysDown keys = new KeysDown();
    private final Phrase phrase = new Phrase(keys);
    private final PhraseEvents events = new PhraseEvents();
    private final PlayerTempo tempo = new PlayerTempo();
    private final InputEncoder encoder;
    private final Companion companion;
    private final AnswerTurn turn;
    private final double margin;
    private LiveOptions options;
    /** When the silence after the phrase or, in a loop, after the last answer is long enough. */
    private double loopAt = NEVER;
    /** Since when the player has asked for the answer that has not begun yet. */
    private double askedAt = NEVER;
    /** What answers begin on the bars of. */
    private Optional<BeatGrid> beats = Optional.empty();

    private int phraseNotes;
    private double phraseSeconds;
    private int notesAnswered;

    /** A conductor who waits for the first key. */
    public Conductor(LiveOptions options, Partner partner, EventCodec codec, Listener listener, Lookahead lookahead) {
        this.options = options;
        this.partner = partner;
        this.listener = new Sustained(listener, options.pedals());
        this.encoder = new InputEncoder(codec, keys, event -> {
            events.add(event);
            partner.observe(event);
        });
        this.companion = new Companion(partner, codec, encoder, this.listener, lookahead);
        this.margin = lookahead.margin();
        this.turn =
                new AnswerTurn(partner, codec, this.listener, lookahead, encoder, events, tempo, options.shortest());
        partner.follow(options.follows() && options.mode() != Mode.ALONG);
    }

    /**
     * How phrases are answered from now on. An answer that is played goes on as it was begun; who accompanied, and is to do
     * so no longer, lets go.
     */
    public void options(double now, LiveOptions changed) {
        if (changed.mode() != Mode.ALONG) {
            leave(now, Ending.STOPPED);
        }
        options = changed;
        listener.use(changed.pedals());
        partner.follow(options.follows() && options.mode() != Mode.ALONG);
        if (!turn.isPlayed()) {
            turn.cancel();
        }
    }

    /** Beats on whose bars answers begin from now on; where there are none they begin as soon as the phrase is over. */
    public void beats(Optional<BeatGrid> given) {
        beats = given;
    }

    /** What was heard before came by another way, until {@code now}: these events. */
    public void goOnFrom(double now, EventSequence earlier) {
        encoder.goOn(now, -1);
        events.begin();
        for (int i = 0; i < earlier.size(); i++) {
            events.add(earlier.get(i));
        }
    }

    /** The player struck a key. */
    public void strike(double now, int pitch, int velocity) {
        giveWay(now);
        turn.forget();
        if (!phrase.isBegun()) {
            events.begin();
            tempo.begin();
            companion.begin(now);
        }
        companion.strike(now, pitch);
        phrase.strike(now, velocity);
        tempo.strike(now, pitch, velocity);
        keys.strike(now, pitch);
        encoder.noteOn(now, pitch, velocity);
        measure();
    }

    /** The player let go of a key. */
    public void release(double now, int pitch) {
        turn.cancel();
        companion.listen(now);
        tempo.release(now, pitch);
        keys.release(pitch);
        encoder.noteOff(now, pitch);
        phrase.release(now, pitch);
        measure();
    }

    private void measure() {
        if (phrase.isBegun()) {
            phraseNotes = phrase.notes();
            phraseSeconds = phrase.seconds();
        }
    }

    /**
     * The player moved the sustain pedal.
     *
     * @param value 0 .. 127; it is down from 64 on
     */
    public void pedal(double now, int value) {
        boolean down = value >= ControllerSwitch.ON;
        if (keys.pedal(down)) {
            turn.cancel();
            if (!down) {
                companion.listen(now);
                phrase.pedalUp(now);
                encoder.pedalUp(now);
            }
        }
    }

    /**
     * Does what is due.
     *
     * @return when there is more to do, infinity if only a key can bring it; now or earlier to come again soon
     */
    public double advance(double now) {
        return turn.isPlayed() ? answering(now) : listening(now);
    }

    private double listening(double now) {
        boolean asked = askedAt < NEVER;
        if (options.mode() == Mode.ALONG && !asked) {
            return accompanying(now);
        }
        boolean answers = options.answers() || asked;
        double silence = answers ? options.silence() : LiveOptions.LONG_SILENCE;
        double over = asked ? askedAt : phrase.isBegun() ? phrase.endsAt(silence) : loopAt;
        double due = answers ? onBar(over, now) : over;
        if (due <= now) {
            if (!answers) {
                endPhrase(now, phrase.rule(silence), false);
                return NEVER;
            }
            // On the beat of the phrase, not of the clock tick that saw it end; unless that is long past.
            begin(now - due < LATE ? due : now, asked ? Rule.ASKED : phrase.rule(silence));
            return answering(now);
        }
        if (!answers || due == NEVER) {
            return due;
        }
        double wait = phrase.isBegun() ? due - phrase.lastMove() : options.silence() + due - over;
        double ahead = due - Math.min(AHEAD, wait / 2);
        if (!turn.isPrepared() && ahead <= now) {
            turn.prepare(due, phrase, options, beats);
        }
        return turn.isPrepared() ? due : ahead;
    }

    /** When an answer to what is over then is decided on, so that it begins on a bar. */
    private double onBar(double over, double now) {
        if (beats.isEmpty() || over == NEVER) {
            return over;
        }
        double earliest = Math.max(over, now - Math.max(margin, LATE_ON_BEAT));
        return beats.get().barFrom(earliest + margin) - margin;
    }

    private double accompanying(double now) {
        if (!phrase.isBegun()) {
            return NEVER;
        }
        double due = phrase.endsAt(options.silence());
        if (due <= now) {
            Rule rule = phrase.rule(options.silence());
            leave(now, Ending.COMPLETE);
            endPhrase(now, rule, false);
            return NEVER;
        }
        double next = companion.advance(now, phrase.velocity(), options);
        notesAnswered = companion.notes();
        return Math.min(due, next);
    }

    /** The companion lets go. */
    private void leave(double now, Ending why) {
        int notes = companion.end(now, true);
        if (notes > 0) {
            listener.answerOver(now, notes, why);
        }
    }

    private double answering(double now) {
        double next = turn.advance(now);
        notesAnswered = turn.notes();
        if (!turn.isOver(now)) {
            return next;
        }
        turn.end(now);
        loopAt = options.loop() ? now + Math.max(options.silence(), LEAST_LOOP) : NEVER;
        return listening(now);
    }

    /** The player asks for the answer now, or on the next bar where there are beats. Nothing where there is one already. */
    public void answer(double now) {
        if (!turn.isPlayed() && askedAt == NEVER) {
            leave(now, Ending.STOPPED);
            // An answer that is prepared has heard a moment of silence too much, and is there at once.
            askedAt = now;
            listening(now);
        }
    }

    /**
     * Another answer to what the last one answered, which is forgotten.
     *
     * @return false where there is none, or a key was struck since
     */
    public boolean again(double now) {
        if (!turn.again(now, onBar(now, now), options, beats)) {
            return false;
        }
        loopAt = NEVER;
        answering(now);
        return true;
    }

    private void begin(double due, Rule rule) {
        turn.begin(due, phrase, options, beats);
        loopAt = NEVER;
        askedAt = NEVER;
        if (phrase.isBegun()) {
            endPhrase(due, rule, true);
        }
    }

    private void endPhrase(double now, Rule rule, boolean answered) {
        if (!answered) {
            tempo.estimate(now, options.time().tempo());
        }
        PhraseEnd end = new PhraseEnd(
                phrase.notes(), phrase.seconds(), Math.max(0, now - phrase.lastMove()), rule, answered, tempo.known());
        phrase.end();
        listener.phraseOver(end);
    }

    private void giveWay(double now) {
        turn.cancel();
        turn.breakOff(now);
        loopAt = NEVER;
        askedAt = NEVER;
    }

    /** The answer ends, or is not given; what it left sounding ends. The phrase so far is not answered. */
    public void stop(double now) {
        giveWay(now);
        leave(now, Ending.STOPPED);
        phrase.end();
    }

    /** The answer ends where nobody hears it any more: what it left sounding is not sent. */
    public void abandon(double now) {
        turn.cancel();
        companion.end(now, false);
        turn.end(now);
        listener.forget();
        loopAt = NEVER;
        askedAt = NEVER;
    }

    /** The phrase so far is not answered. */
    public void forgetPhrase() {
        phrase.end();
    }

    /** Whether an answer is played. */
    public boolean isAnswering() {
        return turn.isPlayed();
    }

    /** Whether there is more of an answer to send, or one that was asked for. */
    public boolean isSending() {
        return askedAt < NEVER || turn.isSending();
    }

    /** Whether a phrase is played. */
    public boolean isPhraseBegun() {
        return phrase.isBegun();
    }

    /** How many notes the phrase has that is played or was played last. */
    public int phraseNotes() {
        return phraseNotes;
    }

    /** How long that phrase is, seconds. */
    public double phraseSeconds() {
        return phraseSeconds;
    }

    /** The tempo and metre of the phrase that was played last, where they are known. */
    public Optional<TempoEstimate> tempo() {
        return tempo.known();
    }

    /** How many notes were struck in the answer that is played or was played last. */
    public int notesAnswered() {
        return notesAnswered;
    }

    /** When the last answer was due to begin; the time its first note is measured from. */
    public double decidedAt() {
        return turn.decidedAt();
    }

    /** Seconds of an answer that were sent and not played yet; 0 where the first note is waited for, infinity without one. */
    public double ahead(double now) {
        return companion.isWaiting() ? 0 : turn.ahead(now);
    }
}
