package org.amadeus.live.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.Ending;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Rule;
import org.amadeus.live.beat.Metre;
import org.amadeus.live.page.EngineMessage.Begin;
import org.amadeus.live.page.EngineMessage.End;
import org.amadeus.live.page.EngineMessage.Off;
import org.amadeus.live.page.EngineMessage.On;
import org.amadeus.live.page.EngineMessage.Phrase;
import org.amadeus.live.page.EngineMessage.Refused;
import org.amadeus.live.page.EngineMessage.Rewrote;
import org.amadeus.live.page.PageMessage.Taste;
import org.amadeus.live.rewrite.Stretch;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A page's call and response, on a clock of its own: the page's clock is the engine's and a hundred seconds more. */
class PageEngineTest {
    private static final double PAGE = 100;
    private static final double EXACT = 1e-3;
    private static final LiveOptions FIXED = LiveOptions.DEFAULT.withSilence(0.6);
    private static final Taste TASTE = new Taste(Sampling.DEFAULT, 7, 1, Optional.empty());

    private final SteadyModel model = new SteadyModel();
    private final Soloist soloist = soloist();
    private final List<EngineMessage> said = new ArrayList<>();
    private final PageEngine engine =
            new PageEngine(soloist.improviser(), EventCodec.of(CodecProfile.EXPRESSIVE), said::add);
    private double now;

    @BeforeEach
    void settings() {
        say(new PageMessage.Settings(FIXED, TASTE, Optional.empty()));
    }

    private Soloist soloist() {
        Performer performer = new Performer(model, Guards.DEFAULT);
        performer.start(0, new float[4], 1);
        return new Soloist(performer, 4, Sampling.DEFAULT);
    }

    /** Lets time pass, a look every millisecond and as many steps as are wanted. */
    private void until(double time) {
        while (now < time) {
            now = Math.min(time, now + 0.001);
            engine.advance(now);
            for (int i = 0; i < 8 && soloist.step(); i++) {
                engine.advance(now);
            }
        }
    }

    private void say(PageMessage message) {
        engine.receive(message, now);
    }

    private void listen(long id) {
        say(new PageMessage.Listen(id, PAGE + now, Optional.of(music())));
    }

    private static PageMessage.Music music(Note... notes) {
        NoteSequence sequence = NoteSequence.of(notes);
        return new PageMessage.Music(sequence, notes.length == 0 ? 0 : sequence.end());
    }

    private void strike(int pitch) {
        say(new PageMessage.Strike(PAGE + now, pitch, 80));
    }

    private void release(int pitch) {
        say(new PageMessage.Release(PAGE + now, pitch));
    }

    /** A phrase of one second. */
    private void phrase(long id) {
        listen(id);
        strike(60);
        until(now + 1);
        release(60);
    }

    private <M> List<M> all(Class<M> kind) {
        return said.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** A phrase's end with its times to the hundredth. */
    private static Phrase rounded(EngineMessage message) {
        Phrase p = (Phrase) message;
        return new Phrase(
                p.id(),
                p.notes(),
                Math.rint(p.seconds() * 100) / 100,
                Math.rint(p.waited() * 100) / 100,
                p.rule(),
                p.answered());
    }

    private <M> M last(Class<M> kind) {
        List<M> all = all(kind);
        return all.get(all.size() - 1);
    }

    @Test
    void aPhraseIsAnsweredWhenItPausesForAsLongAsItWas() {
        phrase(1);
        until(1.55);
        assertEquals(List.of(), said);
        until(1.7);
        assertEquals(new Phrase(1, 1, 1, 0.6, Rule.SILENCE, true), rounded(said.get(0)));
        // The silence, and a moment in which the page gives the sound its time.
        assertEquals(PAGE + 1.65, last(Begin.class).at(), EXACT);
        assertEquals(7, last(Begin.class).seed());
        until(6);
        assertEquals(0, all(On.class).get(0).at());
        assertEquals(SteadyModel.PERIOD, all(On.class).get(1).at(), EXACT);
        assertEquals(Ending.COMPLETE, last(End.class).why());
        assertEquals(1, last(End.class).seconds(), 0.6);
        assertEquals(all(On.class).size(), all(Off.class).size());
    }

    @Test
    void theSameRulesAsTheDuets() {
        listen(1);
        strike(60);
        until(2.9);
        assertEquals(List.of(), said);
        until(3.2);
        assertEquals(new Phrase(1, 1, 0, 3, Rule.HELD, true), rounded(said.get(0)));
        until(12);
        said.clear();
        say(new PageMessage.Listen(2, PAGE + now, Optional.empty()));
        strike(64);
        until(now + 0.1);
        release(64);
        double up = now;
        until(up + 0.58);
        assertEquals(List.of(), said, "keys left down by an earlier phrase don't count, but the silence does");
        until(up + 0.7);
        assertEquals(Rule.SILENCE, last(Phrase.class).rule());
    }

    @Test
    void thePedalHoldsUpNoAnswer() {
        listen(1);
        say(new PageMessage.Pedal(PAGE + now, true));
        strike(60);
        until(0.1);
        release(60);
        until(0.8);
        assertEquals(1, all(Phrase.class).size());
    }

    @Test
    void whatAMessageTookOnTheWayIsNoPartOfTheMusic() {
        phrase(1);
        // The message of the last key comes 80 ms late.
        until(2);
        said.clear();
        listen(2);
        strike(60);
        until(now + 0.5);
        double up = now;
        until(up + 0.08);
        say(new PageMessage.Release(PAGE + up, 60));
        until(up + 1);
        assertEquals(PAGE + up + 0.65, last(Begin.class).at(), EXACT);
    }

    @Test
    void theAnswerComesWhenItIsAskedFor() {
        phrase(1);
        until(1.1);
        say(new PageMessage.Now(2));
        until(1.15);
        assertEquals(List.of(), said, "of another turn");
        say(new PageMessage.Now(1));
        until(1.25);
        assertEquals(Rule.ASKED, last(Phrase.class).rule());
        assertEquals(PAGE + 1.2, last(Begin.class).at(), EXACT);
    }

    @Test
    void aPhraseThatIsNotToBeAnsweredOnlyEnds() {
        say(new PageMessage.Settings(FIXED.withAnswers(false), TASTE, Optional.empty()));
        phrase(1);
        until(4.9);
        assertEquals(List.of(), said);
        until(9);
        assertEquals(new Phrase(1, 1, 1, 4, Rule.SILENCE, false), rounded(said.get(0)));
    }

    @Test
    void breakingInEndsTheAnswerAndTheModelRemembersWhatWasHeard() {
        say(new PageMessage.Settings(FIXED.withLength(8, 8), TASTE, Optional.empty()));
        phrase(1);
        until(3);
        assertTrue(all(On.class).size() > 8, "told ahead");
        int fed = model.fed();
        say(new PageMessage.Listen(2, PAGE + now, Optional.empty()));
        assertEquals(new End(1, last(End.class).seconds(), Ending.STOPPED), said.get(said.size() - 1));
        assertEquals(all(On.class).size(), all(Off.class).size());
        until(now + 0.05);
        // Of over ten seconds that were drawn, 1.35 s were heard: three notes of five events.
        assertTrue(model.fed() < fed - 20, model.fed() + " of " + fed);
        strike(62);
        release(62);
        until(now + 2);
        assertEquals(2, last(Phrase.class).id());
    }

    @Test
    void anotherTakeAnswersTheSameBySeedAndAnotherOneOtherwise() {
        phrase(1);
        until(8);
        List<Double> first = all(On.class).stream().map(On::at).toList();
        said.clear();
        say(new PageMessage.Again(2));
        until(16);
        assertEquals(first, all(On.class).stream().map(On::at).toList());
        assertEquals(2, last(End.class).id());
        said.clear();
        phrase(3);
        say(new PageMessage.Again(4));
        assertEquals(1, all(Refused.class).size(), "a phrase under way is no question");
    }

    @Test
    void goesOnFromMusicForSoLong() {
        PageMessage.Music music = music(new Note(0, 1, 60, 80));
        say(new PageMessage.Answer(5, music, 3, false, TASTE));
        until(8);
        assertEquals(3, last(End.class).seconds(), 0.5);
        said.clear();
        say(new PageMessage.Answer(6, music, 5, true, TASTE));
        until(20);
        assertEquals(5, last(End.class).seconds(), 0.5);
        said.clear();
        say(new PageMessage.Answer(7, music, 500, true, TASTE));
        until(60);
        assertEquals(16, last(End.class).seconds(), 0.5);
        assertTrue(all(Phrase.class).isEmpty());
    }

    @Test
    void whoPlaysTwiceAsFastHearsTheAnswerTwiceAsFastAndWaitsAsLong() {
        say(new PageMessage.Settings(FIXED, new Taste(Sampling.DEFAULT, 1, 2, Optional.empty()), Optional.empty()));
        phrase(1);
        until(1.7);
        assertEquals(2, last(Phrase.class).seconds(), EXACT);
        assertEquals(PAGE + 1.625, last(Begin.class).at(), EXACT);
        until(6);
        assertEquals(2, last(End.class).seconds(), 0.6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 2})
    void whileTheMetronomeTicksAnswersBeginOnItsBars(double pace) {
        Taste taste = new Taste(Sampling.DEFAULT, 1, pace, Optional.empty());
        say(new PageMessage.Settings(
                FIXED.withLength(1, 1), taste, Optional.of(new Metre(3, 4).from(PAGE + 0.2, 120))));
        phrase(1);
        until(1.72);
        assertEquals(PAGE + 1.7, last(Begin.class).at(), EXACT);
        until(6);
        say(new PageMessage.Again(2));
        until(6.3);
        assertEquals(PAGE + 6.2, last(Begin.class).at(), EXACT);
        until(9);
        say(new PageMessage.Answer(3, music(new Note(0, 1, 60, 80)), 1, false, taste));
        until(9.3);
        assertEquals(PAGE + 9.2, last(Begin.class).at(), EXACT);
        assertEquals(3, last(Begin.class).id());
    }

    @Test
    void aStrokeOfNoTurnIsNothing() {
        strike(60);
        until(5);
        assertEquals(List.of(), said);
    }

    @Test
    void aStopEndsTheTurnItNames() {
        say(new PageMessage.Settings(FIXED.withLength(20, 20), TASTE, Optional.empty()));
        phrase(1);
        until(1.7);
        say(new PageMessage.Stop(9));
        assertTrue(all(End.class).isEmpty());
        say(new PageMessage.Stop(1));
        assertEquals(Ending.STOPPED, last(End.class).why());
        said.clear();
        until(10);
        assertEquals(List.of(), said);
    }

    /** Whatever a page says, in whatever order: each note that is told to begin is told to end, each answer ends. */
    @Test
    void randomPages() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int id = 0; id < 3000; id++) {
            switch (random.nextInt(10)) {
                case 0 -> listen(id);
                case 1 -> say(new PageMessage.Listen(id, PAGE + now, Optional.empty()));
                case 2 -> say(new PageMessage.Answer(id, music(), 1 + random.nextInt(9), random.nextBoolean(), TASTE));
                case 3 -> say(new PageMessage.Again(id));
                case 4 -> say(new PageMessage.Stop(Math.max(0, id - random.nextInt(5))));
                case 5 -> say(new PageMessage.Now(Math.max(0, id - random.nextInt(5))));
                case 6 ->
                    say(new PageMessage.Settings(
                            FIXED.withSilence(0.1 + random.nextDouble()).withAnswers(random.nextInt(4) > 0),
                            new Taste(Sampling.DEFAULT, id, 0.5 + random.nextDouble(), Optional.empty()),
                            Optional.empty()));
                case 7 -> say(new PageMessage.Pedal(PAGE + now - random.nextDouble(), random.nextBoolean()));
                case 8 -> strike(40 + random.nextInt(40));
                default -> release(40 + random.nextInt(40));
            }
            until(now + random.nextDouble() * random.nextDouble());
        }
        say(new PageMessage.Listen(3000, PAGE + now, Optional.empty()));
        int[] down = new int[128];
        boolean begun = false;
        for (EngineMessage message : said) {
            if (message instanceof On on) {
                assertEquals(0, down[on.pitch()]++, "seed " + seed);
                assertTrue(begun, "seed " + seed);
            } else if (message instanceof Off off) {
                assertEquals(1, down[off.pitch()]--, "seed " + seed);
            } else if (message instanceof Begin) {
                assertFalse(begun, "seed " + seed);
                begun = true;
            } else if (message instanceof End) {
                begun = false;
                for (int count : down) {
                    assertEquals(0, count, "seed " + seed);
                }
            }
        }
        assertFalse(begun, "seed " + seed);
        assertTrue(all(End.class).size() > 200, all(End.class).size() + " answers, seed " + seed);
    }

    private void rewrite(long id) {
        Stretch stretch =
                new Stretch(NoteSequence.of(new Note(0, 0.5, 60, 80)), 1, 2, NoteSequence.of(new Note(3, 4, 64, 80)));
        say(new PageMessage.Rewrite(id, stretch, TASTE));
    }

    @Test
    void aStretchIsRewrittenAndThenTheEngineHearsAgain() {
        rewrite(4);
        until(now + 1);
        Rewrote rewrote = last(Rewrote.class);
        assertEquals(4, rewrote.id());
        assertEquals(7, rewrote.seed());
        assertEquals(4, rewrote.rewritten().likelihoods().size());
        assertTrue(rewrote.rewritten().notes().size() >= 4
                && rewrote.rewritten().notes().end() <= 2);
        phrase(5);
        until(now + 3);
        assertEquals(5, last(End.class).id());
        assertEquals(1, all(Rewrote.class).size());
    }

    @Test
    void aStretchIsNotRewrittenAnyMoreOnceItIsStoppedOrAPhraseBegins() {
        rewrite(4);
        engine.advance(now);
        say(new PageMessage.Stop(4));
        until(now + 1);
        rewrite(5);
        phrase(6);
        until(now + 3);
        assertEquals(List.of(), all(Rewrote.class));
        rewrite(7);
        assertEquals(7, engine.reset(now).orElseThrow(), "a fault ends it");
    }
}
