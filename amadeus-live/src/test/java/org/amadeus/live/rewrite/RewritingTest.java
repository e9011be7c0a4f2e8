package org.amadeus.live.rewrite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.live.WildModel;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.junit.jupiter.api.Test;

class RewritingTest {
    private static final EventCodec CODEC = EventCodec.of(CodecProfile.EXPRESSIVE);
    private static final double ROUNDING = 1e-9;
    private static final Stretch STRETCH = new Stretch(
            NoteSequence.of(new Note(0, 0.5, 60, 80), new Note(0.5, 1, 64, 70)),
            1.1,
            1.5,
            NoteSequence.of(new Note(2.6, 3, 67, 80), new Note(3, 3.5, 72, 60), new Note(9, 10, 40, 80)));

    private static Rewritten rewrite(StepModel model, Stretch stretch, long seed) {
        Soloist soloist = Soloist.over(model, Sampling.DEFAULT, null, 1);
        List<Rewritten> told = new ArrayList<>();
        soloist.improviser().restart(stretch.heard(CODEC), Optional.empty(), 3);
        soloist.improviser().rewrite(new Rewriting(stretch, CODEC, Sampling.DEFAULT, seed, told::add));
        for (int steps = 0; soloist.step(); steps++) {
            assertTrue(steps < 100_000, "it does not end");
        }
        assertEquals(1, told.size());
        return told.get(0);
    }

    @Test
    void theTakeIsChosenAfterWhichWhatFollowsIsLikeliest() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int later = 0;
        for (int round = 0; round < 20; round++) {
            Witness model = new Witness(new WildModel(event -> event % 3 == 0 || EventVocabulary.isTimeShift(event)));
            Rewritten rewritten = rewrite(model, STRETCH, random.nextLong());
            List<Witness.Account> accounts =
                    model.accounts.subList(model.accounts.size() - 5, model.accounts.size() - 1);
            List<Double> expected =
                    accounts.stream().map(RewritingTest::likelihood).toList();
            double best = accounts.stream()
                    .filter(RewritingTest::hasNotes)
                    .mapToDouble(RewritingTest::likelihood)
                    .max()
                    .orElse(expected.get(0));
            assertEquals(4, rewritten.likelihoods().size());
            for (int take = 0; take < 4; take++) {
                assertEquals(expected.get(take), rewritten.likelihoods().get(take), 1e-6);
            }
            assertEquals(best, expected.get(rewritten.take()), 1e-6, "a take with notes goes before silence");
            later += rewritten.take() > 0 ? 1 : 0;
        }
        assertTrue(later > 0, "it is always the first");
    }

    private static boolean hasNotes(Witness.Account account) {
        return account.fed().subList(1, end(account.fed(), STRETCH)).stream().anyMatch(EventVocabulary::isNoteOn);
    }

    /** Of the events that follow, after what the model was fed: their logarithms' mean. */
    private static double likelihood(Witness.Account account) {
        int from = end(account.fed(), STRETCH);
        EventSequence following = following(account.fed(), from, STRETCH);
        double sum = 0;
        for (int i = 0; i < following.size(); i++) {
            sum += logarithm(account.said().get(from - 1 + i), following.get(i));
        }
        return sum / following.size();
    }

    /** Where the take ends in what the model was fed, after which it was fed what follows, all but the last of that. */
    private static int end(List<Integer> fed, Stretch stretch) {
        for (int from = fed.size(); from > 0; from--) {
            EventSequence following = following(fed, from, stretch);
            int size = Math.max(0, following.size() - 1);
            boolean fits = size == fed.size() - from;
            for (int i = 0; fits && i < size; i++) {
                fits = fed.get(from + i) == following.get(i);
            }
            // A take ends with time or a release: a velocity before the first stroke is of what follows.
            if (fits && (from == 1 || !EventVocabulary.isVelocity(fed.get(from - 1)))) {
                return from;
            }
        }
        throw new AssertionError("what follows was not fed: " + fed);
    }

    private static EventSequence following(List<Integer> fed, int from, Stretch stretch) {
        int velocity = fed.subList(1, from).stream()
                .filter(EventVocabulary::isVelocity)
                .reduce(-1, (earlier, last) -> last);
        return stretch.following(CODEC, velocity);
    }

    private static double logarithm(float[] logits, int event) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit);
        }
        return logits[event] - Math.log(sum);
    }

    @Test
    void itIsAsLongAsTheStretchAndNothingSoundsBeyondIt() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int notes = 0;
        for (int round = 0; round < 60; round++) {
            double seconds = 0.1 + 3 * random.nextDouble();
            double from = 1 + random.nextDouble();
            Stretch stretch = new Stretch(
                    NoteSequence.of(new Note(0, 0.5, 60, 80), new Note(0.9, from + random.nextDouble() * 4, 64, 70)),
                    from,
                    seconds,
                    round % 4 == 0
                            ? NoteSequence.of()
                            : NoteSequence.of(new Note(from + seconds + random.nextDouble(), 9, 67, 80)));
            Witness model = new Witness(new WildModel());
            Rewritten rewritten = rewrite(model, stretch, random.nextLong());
            assertEquals(round % 4 == 0 ? 0 : 4, rewritten.likelihoods().size());
            double held = Math.min(seconds, stretch.before().get(1).end() - from);
            for (Note note : rewritten.notes()) {
                notes++;
                assertTrue(note.start() >= 0 && note.start() < seconds && note.end() <= seconds + ROUNDING, note + "");
                assertTrue(
                        note.pitch() != 64
                                || note.start() >= held - EventVocabulary.seconds(EventVocabulary.TIME_SHIFT),
                        "a key that is held is struck: " + note);
            }
            Witness.Account last = model.accounts.get(model.accounts.size() - 2);
            int end =
                    stretch.isFollowed() ? end(last.fed(), stretch) : last.fed().size();
            double passed = last.fed().subList(1, end).stream()
                    .filter(EventVocabulary::isTimeShift)
                    .mapToDouble(EventVocabulary::seconds)
                    .sum();
            assertTrue(passed < seconds + ROUNDING, "the time that the model was told");
            // What is last of all is drawn, but no step is fed it.
            assertEquals(seconds, passed, stretch.isFollowed() ? 0.03 : seconds, "the time that the model was told");
        }
        assertTrue(notes > 100, "there is hardly a note");
    }

    @Test
    void whatSoundsIntoTheStretchIsHeardToEndWhenItDoes() {
        Stretch stretch =
                new Stretch(NoteSequence.of(new Note(0, 1.5, 60, 80), new Note(0, 9, 48, 80)), 1, 2, NoteSequence.of());
        assertEquals(0, count(stretch.heard(CODEC), EventVocabulary.noteOff(60)), "it still sounds");
        Witness model = new Witness(new WildModel());
        rewrite(model, stretch, 5);
        List<Integer> fed = model.accounts.get(model.accounts.size() - 2).fed();
        int off = fed.indexOf(EventVocabulary.noteOff(60));
        double at = fed.subList(1, off).stream()
                .filter(EventVocabulary::isTimeShift)
                .mapToDouble(EventVocabulary::seconds)
                .sum();
        assertEquals(0.5, at, 0.02);
        assertEquals(-1, fed.indexOf(EventVocabulary.noteOff(48)), "it sounds on beyond the stretch");
    }

    private static long count(EventSequence events, int event) {
        long count = 0;
        for (int i = 0; i < events.size(); i++) {
            count += events.get(i) == event ? 1 : 0;
        }
        return count;
    }

    @Test
    void theSameSeedGivesTheSameAndAnotherAnother() {
        Rewritten one = rewrite(new WildModel(), STRETCH, 7);
        assertEquals(one, rewrite(new WildModel(), STRETCH, 7));
        assertNotEquals(one.notes(), rewrite(new WildModel(), STRETCH, 8).notes());
    }

    @Test
    void aModelThatNeverLetsTimePassStillFillsTheStretch() {
        Rewritten rewritten = rewrite(new WildModel(event -> event < 4), STRETCH, 7);
        assertTrue(rewritten.notes().end() <= 1.5 + ROUNDING);
        assertEquals(
                0,
                rewrite(new WildModel(EventVocabulary::isTimeShift), STRETCH, 7)
                        .notes()
                        .size());
    }
}
