package org.amadeus.ui.duet;

import java.util.Optional;
import java.util.function.IntConsumer;
import org.amadeus.live.Conductor;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.beat.TempoEstimate;
import org.amadeus.live.beat.clock.ClockFollower;
import org.amadeus.live.beat.clock.ClockSource;

/**
 * The beats of a duet: those of the clock that it follows, or of its own tempo, on whose bars answers begin; and the clock that
 * it sends, of these or, where there are none, of the tempo that the player was last in.
 */
final class DuetClock {
    private final Conductor conductor;
    /** Of the clock that is followed; one that never ticks where none is. */
    private ClockFollower follower = new ClockFollower(Metre.COMMON);

    private ClockSource source = new ClockSource(status -> {});
    private boolean follows;
    private boolean sends;
    /** Of what it sends. */
    private Metre metre = Metre.COMMON;
    /** Beats of a tempo of its own, where it has one. */
    private Optional<BeatGrid> own = Optional.empty();
    /** The player's last, where they are sure. */
    private Optional<BeatGrid> players = Optional.empty();

    DuetClock(Conductor conductor) {
        this.conductor = conductor;
    }

    /** A clock is followed from now on, whose quarters make bars of that metre. */
    void follow(double now, Metre of) {
        follows = true;
        own = Optional.empty();
        change(now, () -> follower = new ClockFollower(of));
    }

    /** The beats are sent as a clock from now on: each message's status. */
    void send(double now, Metre of, IntConsumer out) {
        sends = true;
        metre = of;
        change(now, () -> source = new ClockSource(out));
    }

    /**
     * Its own tempo, if its clock is sent and no other followed: the first bar begins now, or where there was one already the
     * place in the bar is kept.
     *
     * @param tempo quarters a minute; 0: the player's
     */
    void tempo(double now, double tempo) {
        if (!follows && sends) {
            change(now, () -> own = tempo == 0 ? Optional.empty() : Optional.of(changed(now, tempo)));
        }
    }

    private BeatGrid changed(double now, double tempo) {
        BeatGrid fresh = metre.from(now, tempo);
        return own.map(before -> before.at(now, fresh.beat())).orElse(fresh);
    }

    /** The clock that is followed sent a message; it came at that time, and may be told of later. */
    void message(double now, double at, int status, int data1, int data2) {
        change(now, () -> follower.message(at, status, data1, data2));
    }

    /** Does what is due; returns when there is more. */
    double advance(double now) {
        double lost = follower.lostAt();
        change(now, () -> follower.advance(now));
        return Math.min(lost, source.advance(now));
    }

    /** Where the clock stops by that, so does what is played. */
    private void change(double now, Runnable news) {
        boolean ran = follower.isRunning();
        news.run();
        Optional<BeatGrid> beats = beats();
        conductor.beats(beats);
        players = conductor
                .tempo()
                .filter(TempoEstimate::isSure)
                .map(TempoEstimate::beats)
                .or(() -> players);
        source.beats(beats.or(() -> follows ? Optional.empty() : players));
        if (ran && !follower.isRunning()) {
            conductor.stop(now);
        }
    }

    /** What answers begin on the bars of; empty where they begin when the phrase is over. */
    Optional<BeatGrid> beats() {
        return own.or(follower::beats);
    }

    /** No more is sent. */
    void stop() {
        source.stop();
    }
}
