package org.amadeus.model.generate.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.BeamSearch;
import org.amadeus.model.generate.Generator;
import org.amadeus.model.generate.MarkovModel;
import org.junit.jupiter.api.Test;

/** Whatever a model likes, guarded music is playable. */
class GuardsTest {
    @Property(tries = 150)
    void guardedMusicIsPlayable(@ForAll long seed) {
        Random random = new Random(seed);
        MarkovModel model = new MarkovModel(2, wild(random));
        Guards guards = new Guards(true, 0.5 + 5 * random.nextDouble(), 0.1 + 4 * random.nextDouble());
        Sampling sampling = new Sampling(1, random.nextDouble(), random.nextInt(5), 1 - 0.9 * random.nextDouble());
        GenerationOptions options =
                new GenerationOptions(Length.events(600), sampling, guards, Controls.NONE, Primer.NONE, false, seed);
        for (EventSequence piece : new Generator(model, options).generate(Progress.NONE)) {
            assertPlayable(piece, guards);
        }
        MarkovModel forBeams = new MarkovModel(6, wild(random));
        GenerationOptions shorter =
                new GenerationOptions(Length.events(100), sampling, guards, Controls.NONE, Primer.NONE, false, seed);
        for (EventSequence piece : new BeamSearch(forBeams, shorter, 3, random.nextBoolean()).generate(Progress.NONE)) {
            assertPlayable(piece, guards);
        }
    }

    /** Logits under which time hardly passes, or rushes, notes pile up, or hang, or are let go twice. */
    private static float[][] wild(Random random) {
        float[] likes = {
            5 * (float) random.nextGaussian(),
            5 * (float) random.nextGaussian(),
            5 * (float) random.nextGaussian(),
            5 * (float) random.nextGaussian()
        };
        float[][] logits = new float[240][240];
        for (float[] row : logits) {
            for (int e = 0; e < 240; e++) {
                int kind = e < 88 ? 0 : e < 176 ? 1 : e < 208 ? 2 : 3;
                row[e] = likes[kind] + 2 * (float) random.nextGaussian();
            }
        }
        return logits;
    }

    private static void assertPlayable(EventSequence piece, Guards guards) {
        double time = 0;
        double soundedUntil = 0;
        double[] struck = new double[128];
        Arrays.fill(struck, -1);
        int sounding = 0;
        for (int i = 0; i < piece.size(); i++) {
            int event = piece.get(i);
            if (EventVocabulary.isNoteOn(event)) {
                sounding += struck[EventVocabulary.pitch(event)] < 0 ? 1 : 0;
                struck[EventVocabulary.pitch(event)] = time;
            } else if (EventVocabulary.isNoteOff(event)) {
                int pitch = EventVocabulary.pitch(event);
                assertTrue(struck[pitch] >= 0, "a note off for silent pitch " + pitch);
                assertTrue(time - struck[pitch] <= guards.maxHold() + 1e-3, "held " + (time - struck[pitch]) + " s");
                struck[pitch] = -1;
                sounding--;
                soundedUntil = time;
            } else if (EventVocabulary.isTimeShift(event)) {
                time += EventVocabulary.seconds(event);
                if (sounding == 0) {
                    double silence = time - soundedUntil;
                    assertTrue(silence <= guards.maxSilence() + 1e-3, "silent for " + silence + " s");
                }
            }
        }
        assertEquals(0, sounding, "notes left on at the end");
    }

    @Test
    void withoutGuardsTheModelHasItsWay() {
        float[][] logits = new float[240][240];
        for (float[] row : logits) {
            row[EventVocabulary.noteOff(60)] = 100;
        }
        GenerationOptions options = new GenerationOptions(
                Length.events(5), Sampling.GREEDY, Guards.OFF, Controls.NONE, Primer.NONE, true, 0);
        int off = EventVocabulary.noteOff(60);
        assertEquals(
                EventSequence.of(off, off, off, off, off),
                new Generator(new MarkovModel(1, logits), options)
                        .generate(Progress.NONE)
                        .get(0));
    }

    @Test
    void oneVelocityIsEnough() {
        float[][] logits = new float[240][240];
        for (float[] row : logits) {
            row[EventVocabulary.VELOCITY] = 100;
            row[7] = 50;
        }
        GenerationOptions options = new GenerationOptions(
                Length.events(12), Sampling.GREEDY, Guards.DEFAULT, Controls.NONE, Primer.NONE, true, 0);
        EventSequence piece = new Generator(new MarkovModel(1, logits), options)
                .generate(Progress.NONE)
                .get(0);
        assertEquals(EventSequence.of(176, 7, 176, 7), piece.slice(0, 4));
    }
}
