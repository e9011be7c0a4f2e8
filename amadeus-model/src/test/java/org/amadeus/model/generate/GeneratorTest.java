package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.Progress;
import org.amadeus.data.controls.Control;
import org.amadeus.data.events.EventSequence;
import org.amadeus.model.generate.option.Controls;
import org.amadeus.model.generate.option.GenerationOptions;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Length;
import org.amadeus.model.generate.option.Primer;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;

class GeneratorTest {
    private final ModelConfig config = new ModelConfig(4, 240, 24, 33, 2, 0, CodecProfile.EXPRESSIVE);
    private final SameDiff graph = StepGraph.build(config, Parameters.initial(config, 11));

    private List<EventSequence> generate(int batch, int threads, GenerationOptions options) {
        try (StepModel model = StepPlan.compile(config, graph, batch, threads)) {
            return new Generator(model, options).generate(Progress.NONE);
        }
    }

    @Test
    void theSameSeedGivesTheSameMusicOnAnyThreads() {
        List<EventSequence> one = generate(4, 1, GenerationOptions.free(200, 42));
        assertEquals(one, generate(4, 1, GenerationOptions.free(200, 42)));
        assertEquals(one, generate(4, 2, GenerationOptions.free(200, 42)));
        assertNotEquals(one, generate(4, 1, GenerationOptions.free(200, 43)));
    }

    @Test
    void eachPieceOfABatchIsItsOwn() {
        assertEquals(6, new HashSet<>(generate(6, 1, GenerationOptions.free(100, 1))).size());
    }

    /** Pieces by time end at events of their own; one that is done does not change those that are not. */
    @Test
    void aPieceBySecondsIsWhatItWouldBeAlone() {
        List<EventSequence> four = generate(4, 1, GenerationOptions.free(Length.seconds(8), 42));
        assertEquals(
                four.get(0),
                generate(1, 1, GenerationOptions.free(Length.seconds(8), 42)).get(0));
        assertEquals(four, generate(4, 2, GenerationOptions.free(Length.seconds(8), 42)));
        for (EventSequence piece : four) {
            double seconds = 0;
            for (int event : piece.toArray()) {
                seconds += EventVocabulary.isTimeShift(event) ? EventVocabulary.seconds(event) : 0;
            }
            assertEquals(8, seconds, 0.15 * 8 + 1 + 5, "seconds, what rings and the longest wait included");
        }
        assertNotEquals(four.get(0).size(), four.get(1).size());
    }

    @Test
    void aPieceContainsItsPrimerUnlessInReferenceMode() {
        EventSequence primer = EventSequence.of(190, 40, 230, 128, 222);
        EventSequence natural =
                generate(3, 1, options(new Primer(primer, Primer.Mode.NATURAL))).get(2);
        assertEquals(25, natural.size());
        assertEquals(primer, natural.slice(0, 5));
        assertEquals(
                20,
                generate(3, 1, options(new Primer(primer, Primer.Mode.REFERENCE)))
                        .get(2)
                        .size());
    }

    private static GenerationOptions options(Primer primer) {
        return new GenerationOptions(Length.events(20), Sampling.DEFAULT, Guards.OFF, Controls.NONE, primer, false, 3);
    }

    /** What the model is fed, in both ways of priming. */
    @Test
    void thePrimerIsFedAsDocumented() {
        float[][] logits = new float[240][240];
        for (int e = 0; e < 240; e++) {
            logits[e][(e + 1) % 240] = 9;
        }
        assertEquals(List.of(239, 10, 20, 21, 22), fed(logits, Primer.Mode.NATURAL));
        assertEquals(List.of(10, 20, 239, 0, 1), fed(logits, Primer.Mode.REFERENCE));
    }

    private static List<Integer> fed(float[][] logits, Primer.Mode mode) {
        List<Integer> events = new ArrayList<>();
        MarkovModel markov = new MarkovModel(1, logits);
        StepModel listening = new ListeningModel(markov, events);
        new Generator(
                        listening,
                        new GenerationOptions(
                                Length.events(3),
                                Sampling.GREEDY,
                                Guards.OFF,
                                Controls.NONE,
                                new Primer(EventSequence.of(10, 20), mode),
                                true,
                                0))
                .generate(Progress.NONE);
        return events;
    }

    @Test
    void controlsMatter() {
        Controls dense = Controls.fixed(Control.parse(";11"));
        GenerationOptions free = GenerationOptions.free(100, 8);
        GenerationOptions controlled =
                new GenerationOptions(Length.events(100), free.sampling(), free.guards(), dense, Primer.NONE, false, 8);
        assertNotEquals(generate(1, 1, free), generate(1, 1, controlled));
    }

    @Test
    void aModelWithoutControlsSaysSo() {
        ModelConfig without = new ModelConfig(4, 240, 0, 8, 1, 0, CodecProfile.EXPRESSIVE);
        SameDiff small = StepGraph.build(without, Parameters.initial(without, 1));
        GenerationOptions options = new GenerationOptions(
                Length.events(5),
                Sampling.DEFAULT,
                Guards.DEFAULT,
                Controls.fixed(Control.parse(";3")),
                Primer.NONE,
                true,
                1);
        try (StepModel model = StepPlan.compile(without, small, 1, 1)) {
            assertThrows(IllegalArgumentException.class, () -> new Generator(model, options).generate(Progress.NONE));
        }
    }
}
