package org.amadeus.live.mode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.amadeus.live.Lookahead;
import org.amadeus.live.PhraseEnd;
import org.amadeus.live.WildModel;
import org.amadeus.live.beat.BeatGrid;
import org.amadeus.live.beat.InTime;
import org.amadeus.live.beat.OnsetGrid;
import org.amadeus.live.beat.TempoEstimate;
import org.amadeus.live.mode.Rehearsal.Played;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that go by the beats of the player, over a model that knows none. */
class InTimeTest {
    private static final double ROUNDING = 1e-6;
    private static final Lookahead PAGE = new Lookahead(4, 0.05);
    private static final OnsetGrid SIXTEENTHS = new OnsetGrid(16, 1);

    private static Rehearsal rehearsal(Mode mode, InTime time, long seed, Lookahead lookahead) {
        return new Rehearsal(Rehearsal.options(mode).withTime(time), seed, lookahead, new WildModel());
    }

    /** Four bars of quarters and eighths over a bass and chords, 100 beats a minute. */
    private static void play(Rehearsal rehearsal) {
        double from = rehearsal.now + 1;
        for (int i = 0; i < 32; i++) {
            double at = from + i * 0.3;
            boolean onBeat = i % 2 == 0;
            if (!onBeat && i / 2 % 3 == 1) {
                continue;
            }
            int[] chord = !onBeat ? new int[0] : i % 8 == 0 ? new int[] {36} : new int[] {48, 55};
            for (int pitch : chord) {
                rehearsal.strike(at, pitch);
            }
            rehearsal.note(at, at + 0.2, 60 + i * 5 % 12);
            for (int pitch : chord) {
                rehearsal.conductor.release(rehearsal.now, pitch);
            }
        }
    }

    private static BeatGrid tempoOf(Rehearsal rehearsal) {
        PhraseEnd end = rehearsal.phrases.get(rehearsal.phrases.size() - 1);
        TempoEstimate tempo = end.tempo().orElseThrow();
        assertTrue(tempo.isSure(), tempo::toString);
        return tempo.beats();
    }

    private static double offBeat(BeatGrid beats, double time, int parts) {
        return Math.abs(beats.draw(time, 4 * parts, 1) - time);
    }

    @Test
    void answersLastTheirBarsAndEndOnABeat() {
        for (Lookahead lookahead : List.of(Lookahead.AT_ONCE, PAGE)) {
            for (OnsetGrid grid : List.of(OnsetGrid.OFF, SIXTEENTHS, new OnsetGrid(8, 0.5))) {
                for (int seed = 0; seed < 8; seed++) {
                    Rehearsal rehearsal = rehearsal(Mode.ANSWER, new InTime(2, 0, grid), seed, lookahead);
                    play(rehearsal);
                    rehearsal.until(30);
                    BeatGrid beats = tempoOf(rehearsal);
                    double first = rehearsal.played.get(0).start();
                    double last = rehearsal.played.stream()
                            .mapToDouble(note -> note.end)
                            .max()
                            .orElseThrow();
                    String what = "seed " + seed + ", " + grid + ", " + first + " .. " + last + " of " + beats;
                    assertEquals(0, offBeat(beats, first, 1), ROUNDING, what);
                    double over =
                            rehearsal.yours.get(rehearsal.yours.size() - 1).start() + 0.2 + 0.6;
                    assertTrue(first >= over && first <= over + beats.beat() + 0.05, what);
                    assertEquals(2 * beats.bar(), last - first, ROUNDING, what);
                    assertEquals(List.of(), rehearsal.hanging(), what);
                    assertFalse(rehearsal.conductor.isAnswering(), what);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"ANSWER", "FINISH", "ECHO"})
    void fullStrengthPutsEveryOnsetOnTheGrid(Mode mode) {
        for (Lookahead lookahead : List.of(Lookahead.AT_ONCE, PAGE)) {
            for (int bars = 0; bars < 3; bars += 2) {
                Rehearsal rehearsal = rehearsal(mode, new InTime(bars, 0, SIXTEENTHS), 5, lookahead);
                play(rehearsal);
                rehearsal.until(40);
                BeatGrid beats = tempoOf(rehearsal);
                assertTrue(rehearsal.played.size() > 5, mode + " plays");
                for (Played note : rehearsal.played) {
                    assertEquals(0, offBeat(beats, note.start(), 4), ROUNDING, mode + " " + note + " of " + beats);
                    assertTrue(note.end > note.start(), note::toString);
                }
                assertEquals(List.of(), rehearsal.hanging());
                double last = rehearsal.played.stream()
                        .mapToDouble(note -> note.end)
                        .max()
                        .orElseThrow();
                if (bars > 0 && mode == Mode.ANSWER) {
                    assertEquals(0, offBeat(beats, last, 1), ROUNDING);
                }
            }
        }
    }

    @Test
    void aCadenceEndsOnABeatToo() {
        Rehearsal rehearsal = rehearsal(Mode.FINISH, new InTime(2, 0, OnsetGrid.OFF), 5, Lookahead.AT_ONCE);
        play(rehearsal);
        rehearsal.until(40);
        double last =
                rehearsal.played.stream().mapToDouble(note -> note.end).max().orElseThrow();
        assertEquals(0, offBeat(tempoOf(rehearsal), last, 1), ROUNDING, "until " + last);
    }

    @Test
    void aGivenTempoIsKept() {
        Rehearsal rehearsal = rehearsal(Mode.ANSWER, new InTime(1, 80, OnsetGrid.OFF), 1, Lookahead.AT_ONCE);
        play(rehearsal);
        rehearsal.until(30);
        double first = rehearsal.played.get(0).start();
        double last =
                rehearsal.played.stream().mapToDouble(note -> note.end).max().orElseThrow();
        assertEquals(80, tempoOf(rehearsal).tempo(), 1e-9);
        assertEquals(tempoOf(rehearsal).bar(), last - first, ROUNDING);
    }

    @Test
    void anAnswerWithoutBarsOrGridBeginsAtOnce() {
        Rehearsal rehearsal = rehearsal(Mode.ANSWER, InTime.FREE, 1, Lookahead.AT_ONCE);
        play(rehearsal);
        double over = rehearsal.now + 0.6;
        rehearsal.until(30);
        assertEquals(over, rehearsal.played.get(0).start(), ROUNDING);
        double tempo = tempoOf(rehearsal).tempo();
        assertEquals(100, tempo > 150 ? tempo / 2 : tempo, 4, "it is shown all the same");
    }

    @Test
    void nothingHangsWhereThePlayerBreaksIn() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            Lookahead lookahead = i % 2 == 0 ? Lookahead.AT_ONCE : PAGE;
            OnsetGrid grid = new OnsetGrid(4 << random.nextInt(4), random.nextDouble());
            Mode mode = List.of(Mode.ANSWER, Mode.FINISH, Mode.ECHO).get(random.nextInt(3));
            Rehearsal rehearsal = rehearsal(mode, new InTime(random.nextInt(4), 0, grid), i, lookahead);
            play(rehearsal);
            rehearsal.until(rehearsal.now + 0.6 + 4 * random.nextDouble());
            switch (random.nextInt(3)) {
                case 0 -> rehearsal.strike(rehearsal.now, 50);
                case 1 -> rehearsal.conductor.stop(rehearsal.now);
                default -> rehearsal.conductor.again(rehearsal.now);
            }
            rehearsal.until(rehearsal.now + 2 * random.nextDouble());
            rehearsal.conductor.stop(rehearsal.now);
            assertEquals(List.of(), rehearsal.hanging(), "seed " + seed + ", " + i);
        }
    }
}
