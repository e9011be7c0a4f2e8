package org.amadeus.live.page;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.live.Conductor;
import org.amadeus.live.Ending;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Lookahead;
import org.amadeus.live.PhraseEnd;
import org.amadeus.live.Prompt;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.rewrite.Rewriting;
import org.amadeus.live.rewrite.Stretch;
import org.amadeus.live.voice.Improviser;
import org.amadeus.model.generate.option.Sampling;

/**
 * Plays for one page: takes its messages, has a {@link Conductor} decide, sends the page some seconds ahead what is
 * played. Strokes of the player come with the page's time of each, so that how long a message took is no part of the music.
 * Times are seconds on the engine's own clock. For one thread, which also does the improviser's steps.
 */
public final class PageEngine {
    /** A page is sent strokes some seconds before: enough for a pause of the machine, and to show. */
    private static final Lookahead LOOKAHEAD = new Lookahead(4, 0.05);
    /** Where nobody plays, an engine is content to wait that long for its next step, seconds. */
    private static final double NO_HURRY = 4;

    private static final long NO_TURN = -1;

    private final Improviser improviser;
    private final EventCodec codec;
    private final Consumer<EngineMessage> page;
    private final PageClock pageClock = new PageClock();
    private final MusicClock musicClock = new MusicClock();
    private LiveOptions options = LiveOptions.DEFAULT;
    private PageMessage.Taste taste = new PageMessage.Taste(Sampling.DEFAULT, 0, 1, Optional.empty());
    private Conductor conductor;
    private long id = NO_TURN;
    private boolean pedalDown;
    /** Of the page's metronome, on its clock. */
    private Optional<BeatGrid> beats = Optional.empty();

    private boolean rewriting;
    /** The seed of the last answer. */
    private long drawnBy;
    /** When the answer's first note is due, of music; NaN before. */
    private double first = Double.NaN;

    /**
     * @param improviser whose voice may be in any state
     * @param page       told what the engine says; may be called within any method of this
     */
    public PageEngine(Improviser improviser, EventCodec codec, Consumer<EngineMessage> page) {
        this.improviser = improviser;
        this.codec = codec;
        this.page = page;
        restart(EventSequence.empty(), 0);
    }

    /** The page said something, which arrived now. */
    public void receive(PageMessage message, double now) {
        if (message instanceof PageMessage.Strike strike) {
            if (isTurn(strike.at(), now)) {
                conductor.strike(musicClock.music(strike.at()), strike.pitch(), strike.velocity());
            }
        } else if (message instanceof PageMessage.Release release) {
            if (isTurn(release.at(), now)) {
                conductor.release(musicClock.music(release.at()), release.pitch());
            }
        } else if (message instanceof PageMessage.Pedal pedal) {
            pedalDown = pedal.down();
            if (isTurn(pedal.at(), now)) {
                conductor.pedal(musicClock.music(pedal.at()), pedalDown ? 127 : 0);
            }
        } else if (message instanceof PageMessage.Settings settings) {
            options = settings.options();
            beats = settings.beats();
            tune(settings.taste(), now);
            conductor.options(music(now), paced(options));
        } else if (message instanceof PageMessage.Listen listen) {
            listen(listen, now);
        } else if (message instanceof PageMessage.Answer answer) {
            answer(answer, now);
        } else if (message instanceof PageMessage.Now asked) {
            if (asked.id() == id) {
                conductor.answer(music(now));
            }
        } else if (message instanceof PageMessage.Again again) {
            again(again, now);
        } else if (message instanceof PageMessage.Rewrite rewrite) {
            rewrite(rewrite, now);
        } else if (message instanceof PageMessage.Stop stop) {
            if (stop.id() == id) {
                conductor.stop(music(now));
                if (rewriting) {
                    restart(EventSequence.empty(), music(now));
                }
            }
        }
    }

    /** Whether a stroke is of a turn that was announced; a page that was cut off may go on with one that was not. */
    private boolean isTurn(double at, double now) {
        pageClock.observe(at, now);
        return id != NO_TURN;
    }

    private double music(double now) {
        return musicClock.music(pageClock.at(now));
    }

    private void tune(PageMessage.Taste wanted, double now) {
        if (wanted.pace() != musicClock.pace()) {
            musicClock.pace(wanted.pace(), pageClock.at(now));
        }
        taste = wanted;
        conductor.beats(music(beats));
        improviser.sampling(wanted.sampling());
    }

    /** The beats as the music has them, which may be played faster or slower. */
    private Optional<BeatGrid> music(Optional<BeatGrid> ticking) {
        return ticking.map(grid -> new BeatGrid(
                musicClock.music(grid.origin()), grid.beat() * musicClock.pace(), grid.beatsPerBar(), grid.unit()));
    }

    /** The silence is the clock's, all else is the music's. */
    private LiveOptions paced(LiveOptions of) {
        return of.withSilence(Math.min(of.silence() * musicClock.pace(), LiveOptions.LONGEST_SILENCE));
    }

    private void listen(PageMessage.Listen listen, double now) {
        pageClock.observe(listen.at(), now);
        double begin = musicClock.music(listen.at());
        conductor.stop(begin);
        id = listen.id();
        listen.music()
                .ifPresentOrElse(
                        music -> restart(Prompt.of(music.notes(), music.until(), codec), begin),
                        () -> conductor.options(begin, paced(options)));
    }

    private void answer(PageMessage.Answer answer, double now) {
        conductor.stop(music(now));
        id = answer.id();
        tune(answer.taste(), now);
        PageMessage.Music music = answer.music();
        double begin = music(now);
        restart(Prompt.of(music.notes(), music.until(), codec), begin);
        double seconds = answer.like() ? options.lengthFor(answer.seconds()) : answer.seconds();
        conductor.options(begin, paced(options).withLength(seconds, seconds));
        conductor.answer(begin);
    }

    private void again(PageMessage.Again again, double now) {
        conductor.stop(music(now));
        id = again.id();
        if (!conductor.again(music(now))) {
            page.accept(new EngineMessage.Refused(OptionalLong.of(id), "there is no answer to give another of"));
        }
    }

    private void rewrite(PageMessage.Rewrite rewrite, double now) {
        conductor.stop(music(now));
        id = rewrite.id();
        tune(rewrite.taste(), now);
        Stretch stretch = rewrite.stretch();
        restart(stretch.heard(codec), music(now));
        rewriting = true;
        long asked = id;
        long seed = taste.seed();
        improviser.rewrite(new Rewriting(stretch, codec, taste.sampling(), seed, rewritten -> {
            rewriting = false;
            page.accept(new EngineMessage.Rewrote(asked, seed, rewritten));
        }));
    }

    /** Another music: what is held from before does not count. */
    private void restart(EventSequence earlier, double begin) {
        rewriting = false;
        improviser.restart(earlier, taste.control(), taste.seed());
        conductor = new Conductor(
                paced(options),
                new Seeded(improviser, () -> drawnBy = taste.seed()),
                codec,
                new PageListener(),
                LOOKAHEAD);
        conductor.beats(music(beats));
        conductor.pedal(begin, pedalDown ? 127 : 0);
        conductor.goOnFrom(begin, earlier);
    }

    /**
     * Does what is due.
     *
     * @return when there is more to do; {@code now} or earlier where it waits for the improviser's steps
     */
    public double advance(double now) {
        double next = conductor.advance(music(now));
        return next == Double.POSITIVE_INFINITY ? next : pageClock.now(musicClock.clock(next));
    }

    /** How soon a step must be done, seconds: the music that the page still has. */
    public double patience(double now) {
        return Math.min(NO_HURRY, conductor.ahead(music(now)) / musicClock.pace());
    }

    /** Forgets everything, after a fault; returns the turn that ends by it, where one was under way. */
    public OptionalLong reset(double now) {
        boolean lost = id != NO_TURN && (rewriting || conductor.isSending() || conductor.isPhraseBegun());
        OptionalLong turn = lost ? OptionalLong.of(id) : OptionalLong.empty();
        id = NO_TURN;
        first = Double.NaN;
        restart(EventSequence.empty(), music(now));
        return turn;
    }

    private final class PageListener implements Conductor.Listener {
        @Override
        public void strike(double at, int pitch, int velocity) {
            if (Double.isNaN(first)) {
                first = at;
                page.accept(new EngineMessage.Begin(id, drawnBy, musicClock.clock(at)));
            }
            page.accept(new EngineMessage.On(id, at - first, pitch, velocity));
        }

        @Override
        public void release(double at, int pitch) {
            page.accept(new EngineMessage.Off(id, at - first, pitch));
        }

        @Override
        public void pedal(double at, boolean down) {
            page.accept(new EngineMessage.Pedal(id, at - first, down));
        }

        @Override
        public void phraseOver(PhraseEnd end) {
            page.accept(new EngineMessage.Phrase(
                    id,
                    end.notes(),
                    end.seconds(),
                    end.waited() / musicClock.pace(),
                    end.rule(),
                    end.answered(),
                    end.tempo().map(tempo -> tempo.at(musicClock.pace()))));
        }

        @Override
        public void answerOver(double at, int notes, Ending why) {
            double seconds = Double.isNaN(first) ? 0 : Math.max(0, at - first);
            first = Double.NaN;
            page.accept(new EngineMessage.End(id, seconds, why));
        }
    }
}
