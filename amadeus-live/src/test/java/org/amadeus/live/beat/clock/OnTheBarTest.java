package org.amadeus.live.beat.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.live.Conductor;
import org.amadeus.live.Ending;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Lookahead;
import org.amadeus.live.PhraseEnd;
import org.amadeus.live.Rule;
import org.amadeus.live.WildModel;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.InTime;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.beat.OnsetGrid;
import org.amadeus.live.mode.Mode;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers begin on the bars of a clock: ten minutes of one that trembles, loses ticks and changes its tempo. */
class OnTheBarTest implements Conductor.Listener {
    private static final double JITTER = 0.002;
    private static final double SILENCE = 0.4;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Soloist soloist = Soloist.over(new WildModel(), Sampling.DEFAULT, null, seed);
    private final List<Double> onsets = new ArrayList<>();
    private final List<PhraseEnd> phrases = new ArrayList<>();
    private Conductor conductor;
    private double now;
    /** How late it is driven, seconds. */
    private double late;

    private boolean first = true;

    private void conduct(Mode mode, Lookahead lookahead) {
        LiveOptions options =
                LiveOptions.DEFAULT.withMode(mode).withSilence(SILENCE).withLength(1, 2);
        conductor =
                new Conductor(options, soloist.improviser(), EventCodec.of(CodecProfile.EXPRESSIVE), this, lookahead);
    }

    private void until(double time) {
        while (true) {
            double next = conductor.advance(now);
            next = next > now ? next + late : next;
            if (next > now && next > time) {
                break;
            }
            now = next > now ? next : soloist.step() ? now : now + 1e-4;
        }
        now = Math.max(now, time);
    }

    @Override
    public void strike(double at, int pitch, int velocity) {
        if (first) {
            onsets.add(at);
            first = false;
        }
    }

    @Override
    public void release(double at, int pitch) {}

    @Override
    public void phraseOver(PhraseEnd end) {
        phrases.add(end);
    }

    @Override
    public void answerOver(double at, int notes, Ending why) {
        first = true;
    }

    @ParameterizedTest
    @CsvSource({"ANSWER, 0, 50, 0", "FINISH, 0, 50, 0", "ECHO, 0, 50, 0", "ANSWER, 0.05, 50, 0", "ANSWER, 0, 110, 0.002"
    })
    void theFirstNoteIsOnTheBar(Mode mode, double margin, double slowest, double lost) {
        conduct(mode, new Lookahead(margin == 0 ? 0 : 4, margin));
        Sequencer sequencer = new Sequencer(random, 600, slowest, slowest == 110 ? 110 : 170);
        ClockFollower follower = new ClockFollower(Metre.COMMON);
        double strikeAt = 3;
        double releaseAt = Double.POSITIVE_INFINITY;
        List<Double> ends = new ArrayList<>();
        for (Sequencer.Message message : sequencer.clock(random, lost > 0 ? JITTER / 2 : JITTER, lost)) {
            while (Math.min(strikeAt, releaseAt) < message.at()) {
                if (releaseAt < strikeAt) {
                    until(releaseAt);
                    conductor.release(now, 60);
                    releaseAt = Double.POSITIVE_INFINITY;
                } else {
                    until(strikeAt);
                    conductor.strike(now, 60, 80);
                    releaseAt = strikeAt + 0.1;
                    boolean last = random.nextInt(6) == 0;
                    if (last) {
                        ends.add(releaseAt);
                    }
                    strikeAt += last ? 8 + random.nextDouble() * 4 : 0.3;
                }
            }
            until(message.at());
            follower.message(now, message.status(), 0, 0);
            conductor.beats(follower.beats());
        }
        List<Double> bars = sequencer.bars(4);
        double[] off = onsets.stream()
                .mapToDouble(onset -> bars.stream()
                        .mapToDouble(bar -> Math.abs(bar - onset))
                        .min()
                        .orElse(1))
                .sorted()
                .toArray();
        double worst = off[off.length - 1];
        // One bar in some thousands is foreseen less well, where the tempo leaps just before it. After a lost tick the
        // beats may lie a tick
        // beside the clock's, as docs/live.md says.
        double most = 0.005 + (lost > 0 ? 60 / slowest / 24 : 0);
        assertTrue(off[off.length - 2] < most, Arrays.toString(off) + " s off the bar, seed " + seed);
        assertTrue(onsets.size() > 30, onsets.size() + " answers, seed " + seed);
        // None waits longer than it must: the bar is the first after the silence.
        for (double onset : onsets) {
            double end = ends.stream()
                    .mapToDouble(e -> e)
                    .filter(e -> e < onset)
                    .max()
                    .orElseThrow();
            double bar = bars.stream()
                    .mapToDouble(b -> b)
                    .filter(b -> b > end + SILENCE + 0.15)
                    .findFirst()
                    .orElse(Double.POSITIVE_INFINITY);
            assertTrue(onset < bar + most, "phrase over at " + end + ", answered at " + onset + ", seed " + seed);
        }
        System.out.println(mode + ", " + margin + " s ahead, from " + slowest + " a minute on, " + lost + " lost: "
                + onsets.size() + " answers, first notes " + 1000 * worst + " ms off the bar at most, seed " + seed);
    }

    @Test
    void whatIsAskedForWaitsForTheBarAndIsTakenBackByAKey() {
        conduct(Mode.ANSWER, Lookahead.AT_ONCE);
        conductor.beats(Optional.of(new BeatGrid(0, 0.5, 4)));
        until(2.3);
        conductor.answer(now);
        until(3.9);
        assertTrue(onsets.isEmpty() && conductor.isSending());
        until(4.1);
        assertEquals(4, onsets.get(0), 1e-9);
        conductor.stop(now);
        onsets.clear();
        conductor.strike(now, 60, 80);
        until(4.2);
        conductor.release(now, 60);
        conductor.answer(now);
        until(4.3);
        conductor.strike(now, 62, 80);
        until(4.4);
        conductor.release(now, 62);
        until(8);
        assertEquals(6, onsets.get(0), 1e-9);
        assertEquals(
                List.of(Rule.SILENCE), phrases.stream().map(PhraseEnd::rule).toList());
    }

    @RepeatedTest(30)
    void whatIsAskedForAfterSlowKeysComesOnTheNextBar() {
        conduct(Mode.ANSWER, random.nextBoolean() ? new Lookahead(4, 0.05) : Lookahead.AT_ONCE);
        conductor.options(
                0,
                LiveOptions.DEFAULT.withTime(
                        InTime.FREE.withBars(1).withGrid(OnsetGrid.of("1/8").orElseThrow())));
        BeatGrid beats = new BeatGrid(random.nextDouble(), 0.25, 3);
        conductor.beats(Optional.of(beats));
        double at = 1;
        for (int key = 0; key < 4; key++) {
            at += 0.1 + random.nextDouble();
            until(at);
            conductor.strike(now, 60 + key, 80);
            at += 0.05 + 0.6 * random.nextDouble();
            until(at);
            conductor.release(now, 60 + key);
        }
        onsets.clear();
        first = true;
        conductor.answer(now);
        double asked = now;
        late = 0.015 * random.nextDouble();
        until(asked + 2 * beats.bar());
        assertTrue(!onsets.isEmpty(), "no answer, seed " + seed);
        assertTrue(
                onsets.get(0) <= asked + beats.bar() + 0.1,
                "asked at " + asked + ", answered at " + onsets + ", seed " + seed);
    }

    @Test
    void aClockThatStopsLetsTheDuetGoOnFreely() {
        conduct(Mode.ANSWER, Lookahead.AT_ONCE);
        conductor.beats(Optional.of(new BeatGrid(0, 10, 4)));
        conductor.strike(0.1, 60, 80);
        now = 0.1;
        until(0.2);
        conductor.release(now, 60);
        until(5);
        assertTrue(onsets.isEmpty());
        conductor.beats(Optional.empty());
        until(5.1);
        assertEquals(5, onsets.get(0), 1e-9);
    }
}
