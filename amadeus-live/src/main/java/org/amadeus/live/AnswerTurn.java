package org.amadeus.live;

import java.util.Optional;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.OnsetGrid;
import org.amadeus.live.beat.PlayerTempo;
import org.amadeus.live.beat.Span;
import org.amadeus.live.beat.TempoEstimate;
import org.amadeus.live.mode.PhraseEvents;
import org.amadeus.live.mode.Plan;

/**
 * The partner's turn: an answer is prepared while the silence lasts, played, and ended, at its end or earlier; what was played
 * of it the model has heard, the rest not.
 */
final class AnswerTurn {
    private static final double ROUNDING = 1e-6;

    private final Partner partner;
    private final EventCodec codec;
    private final Sustained listener;
    private final Lookahead lookahead;
    private final InputEncoder encoder;
    private final PhraseEvents events;
    private final PlayerTempo tempo;
    /** Null where its onsets stay where they are. */
    private DrawnOnsets drawn;
    /** Null where none is played. */
    private Answer answer;

    private boolean sent;
    private boolean prepared;
    private boolean repeatable;
    private double length;
    private Plan plan = Plan.FREE;
    private int bars;
    private Optional<TempoEstimate> time = Optional.empty();
    private int notes;
    private double decidedAt = Double.NaN;

    /**
     * @param length of an answer to nothing, seconds
     * @param events of the phrase
     * @param tempo  of the phrase
     */
    AnswerTurn(
            Partner partner,
            EventCodec codec,
            Sustained listener,
            Lookahead lookahead,
            InputEncoder encoder,
            PhraseEvents events,
            PlayerTempo tempo,
            double length) {
        this.partner = partner;
        this.codec = codec;
        this.listener = listener;
        this.lookahead = lookahead;
        this.encoder = encoder;
        this.events = events;
        this.tempo = tempo;
        this.length = length;
    }

    /**
     * Lets the partner draw an answer ahead.
     *
     * @param due   when it is to begin
     * @param clock beats that are not the player's, if any
     */
    void prepare(double due, Phrase phrase, LiveOptions options, Optional<BeatGrid> clock) {
        prepare(due, phrase, options, clock, true);
    }

    private void prepare(double due, Phrase phrase, LiveOptions options, Optional<BeatGrid> clock, boolean estimates) {
        int[] closing = encoder.closing(due);
        time = estimates ? tempo.estimate(due, options.time().tempo()) : Optional.empty();
        bars = options.time().bars();
        Optional<BeatGrid> beats = clock.or(() -> time.map(TempoEstimate::beats));
        length = bars > 0 && beats.isPresent()
                ? bars * beats.get().bar()
                : options.lengthFor(phrase.isBegun() ? phrase.seconds() : length);
        plan = switch (options.mode()) {
            case ANSWER, ALONG -> Plan.FREE;
            case FINISH -> events.cadence(length);
            case ECHO -> events.echo(encoder.isSounding() ? closing : new int[0], length);
        };
        partner.begin(closing, plan);
        prepared = true;
    }

    /** What was prepared is not played. */
    void cancel() {
        if (prepared) {
            partner.cancel();
            prepared = false;
        }
    }

    /** Begins what is prepared, or is so now; on one of the beats, where there are any. */
    void begin(double due, Phrase phrase, LiveOptions options, Optional<BeatGrid> beats) {
        if (!prepared) {
            // What only is to be shown is not worth the wait.
            prepare(due, phrase, options, beats, options.time().isOn());
        }
        prepared = false;
        encoder.close();
        repeatable = true;
        play(due, options, beats);
    }

    /**
     * Begins another answer to what the last one answered, which is forgotten.
     *
     * @param due when it is to begin, now or later
     * @return false where there is none, or a key was struck since
     */
    boolean again(double now, double due, LiveOptions options, Optional<BeatGrid> beats) {
        if (!repeatable) {
            return false;
        }
        breakOff(now);
        cancel();
        partner.again();
        play(due, options, beats);
        return true;
    }

    /** The question was changed: there is no other answer to it. */
    void forget() {
        repeatable = false;
    }

    private void play(double due, LiveOptions options, Optional<BeatGrid> clock) {
        sent = false;
        double start = due + lookahead.margin();
        boolean inTime = options.time().isOn();
        if (clock.isEmpty() && (!inTime || time.isEmpty())) {
            play(Span.free(start, length), listener, lookahead, options);
            return;
        }
        BeatGrid beats = clock.orElseGet(() -> time.get().beats());
        if (clock.isEmpty()) {
            if (time.get().isSure()) {
                start = beats.beatFrom(start);
            } else {
                beats = new BeatGrid(start, beats.beat(), beats.beatsPerBar(), beats.unit());
            }
        }
        OnsetGrid grid = options.time().grid();
        double reach = grid.reach(beats) + ROUNDING;
        Span span = new Span(start, length, Optional.of(beats), bars > 0, reach + codec.shortestNote());
        if (!grid.isOn()) {
            play(span, listener, lookahead, options);
            return;
        }
        double until = bars > 0 && plan == Plan.FREE ? start + length : Double.MAX_VALUE;
        drawn = new DrawnOnsets(listener, grid, beats, until);
        play(span, drawn, new Lookahead(lookahead.lead() + reach, lookahead.margin()), options);
    }

    private void play(Span span, Conductor.Listener to, Lookahead ahead, LiveOptions options) {
        decidedAt = span.start() - lookahead.margin();
        answer = new Answer(partner, codec, to, options.velocityScale(), span, plan, ahead);
    }

    /** Sends what is due of the answer that is played; when there is more to do. */
    double advance(double now) {
        double next = answer.advance(now);
        if (drawn != null) {
            next = Math.min(next, drawn.advance(now + lookahead.lead() + ROUNDING) - lookahead.lead());
        }
        next = Math.min(next, listener.advance(now + lookahead.lead()) - lookahead.lead());
        notes = answer.notes();
        if (!sent && answer.isSent() && isPassedOn()) {
            sent = true;
            partner.enough();
            listener.answerOver(answer.endsAt(), notes, notes == 0 ? Ending.SILENT : Ending.COMPLETE);
        }
        return next;
    }

    /** Whether the answer that is played has come to its end. */
    boolean isOver(double now) {
        return answer.isOver(now) && isPassedOn();
    }

    private boolean isPassedOn() {
        return drawn == null || drawn.isEmpty();
    }

    /** Ends an answer that is being played: what it left sounding ends, and the model hears that. */
    void breakOff(double now) {
        if (answer == null) {
            return;
        }
        Answer ended = answer;
        DrawnOnsets told = drawn;
        boolean unsaid = !sent;
        end(now);
        if (told == null) {
            ended.releaseAll(now);
        } else {
            told.releaseAll(now);
        }
        if (unsaid) {
            listener.answerOver(now, ended.notes(), Ending.STOPPED);
        }
    }

    /** Ends the answer, if one is played; what it left sounding is not sent. */
    void end(double now) {
        if (answer == null) {
            return;
        }
        Answer.Played played = answer.playedBy(now);
        answer = null;
        drawn = null;
        partner.end(played.events());
        encoder.goOn(Math.min(now, played.reached()), played.velocityEvent());
        played.open().stream().forEach(encoder::sounds);
        encoder.releaseAll(now);
    }

    boolean isPrepared() {
        return prepared;
    }

    boolean isPlayed() {
        return answer != null;
    }

    /** Whether there is more of the answer to send. */
    boolean isSending() {
        return answer != null && !sent;
    }

    /** How many notes were struck in the answer that is played or was played last. */
    int notes() {
        return notes;
    }

    /** When the last answer was due to begin: where it goes by the beats, on the beat. */
    double decidedAt() {
        return decidedAt;
    }

    /** Seconds of the answer that were sent and not played yet; 0 where the first note is waited for, infinity without one. */
    double ahead(double now) {
        return !isSending() ? Double.POSITIVE_INFINITY : answer.notes() == 0 ? 0 : answer.reached() - now;
    }
}
