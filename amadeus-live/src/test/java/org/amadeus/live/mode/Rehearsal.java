package org.amadeus.live.mode;

import java.util.ArrayList;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.Conductor;
import org.amadeus.live.Ending;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Lookahead;
import org.amadeus.live.PhraseEnd;
import org.amadeus.live.WildModel;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;

/** A player and a conductor over the wildest of models, on a clock of their own. */
final class Rehearsal implements Conductor.Listener {
    /** A note of the model: when it was told, when it sounds, until when. */
    static final class Played {
        final double told;
        final double start;
        final int pitch;
        int velocity;
        double end = Double.POSITIVE_INFINITY;

        Played(double told, double start, int pitch) {
            this.told = told;
            this.start = start;
            this.pitch = pitch;
        }

        double start() {
            return start;
        }

        @Override
        public String toString() {
            return pitch + "@" + start + ".." + end;
        }
    }

    /** When the player struck what. */
    final List<Played> yours = new ArrayList<>();

    final List<Played> played = new ArrayList<>();
    final List<PhraseEnd> phrases = new ArrayList<>();
    final List<Ending> endings = new ArrayList<>();
    final Conductor conductor;
    double now;
    /** The player's velocity. */
    int velocity = 80;

    private final Played[] sounding = new Played[128];
    private final Soloist soloist;

    Rehearsal(LiveOptions options, long seed) {
        this(options, seed, Lookahead.AT_ONCE, new WildModel());
    }

    Rehearsal(LiveOptions options, long seed, Lookahead lookahead, WildModel model) {
        soloist = Soloist.over(model, Sampling.DEFAULT, null, seed);
        conductor =
                new Conductor(options, soloist.improviser(), EventCodec.of(CodecProfile.EXPRESSIVE), this, lookahead);
    }

    static LiveOptions options(Mode mode) {
        return LiveOptions.DEFAULT.withMode(mode).withSilence(0.6);
    }

    /** Lets time pass; the model takes none. */
    void until(double time) {
        while (true) {
            double next = conductor.advance(now);
            if (next > now && next > time) {
                break;
            }
            if (next > now) {
                now = next;
            } else if (!soloist.step()) {
                now += 1e-4;
            }
        }
        now = Math.max(now, time);
    }

    /** A note of the player. */
    void note(double start, double end, int pitch) {
        strike(start, pitch);
        until(end);
        conductor.release(now, pitch);
    }

    void strike(double at, int pitch) {
        until(at);
        yours.add(new Played(now, now, pitch));
        conductor.strike(now, pitch, velocity);
    }

    /** What of the model sounds. */
    List<Played> soundingAt(double time) {
        return played.stream().filter(p -> p.start <= time && p.end > time).toList();
    }

    @Override
    public void strike(double at, int pitch, int velocity) {
        if (sounding[pitch] != null || velocity < 1 || velocity > 127) {
            throw new AssertionError(pitch + " of velocity " + velocity + " at " + at + ", " + sounding[pitch]);
        }
        sounding[pitch] = new Played(now, at, pitch);
        sounding[pitch].velocity = velocity;
        played.add(sounding[pitch]);
    }

    @Override
    public void release(double at, int pitch) {
        if (sounding[pitch] == null) {
            throw new AssertionError(pitch + " does not sound at " + at);
        }
        sounding[pitch].end = at;
        sounding[pitch] = null;
    }

    /** Pitches that were told to begin and not to end. */
    List<Played> hanging() {
        return played.stream().filter(p -> p.end == Double.POSITIVE_INFINITY).toList();
    }

    @Override
    public void phraseOver(PhraseEnd end) {
        phrases.add(end);
    }

    @Override
    public void answerOver(double at, int notes, Ending why) {
        endings.add(why);
    }
}
