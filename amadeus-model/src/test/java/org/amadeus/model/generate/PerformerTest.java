package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.controls.Control;
import org.amadeus.model.SeededRandom;
import org.amadeus.model.generate.option.Guards;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SameDiff;

class PerformerTest {
    private static final Control CONTROL = Control.parse("2,0,1,1,0,1,0,1,1,0,0,1;4");
    private final ModelConfig config = new ModelConfig(4, 240, 24, 12, 3, 0, CodecProfile.EXPRESSIVE);
    private final SameDiff graph = StepGraph.build(config, Parameters.initial(config, 3));

    @Test
    void aVoiceIsTheSameInAnyCompany() {
        List<Integer> alone = new ArrayList<>();
        try (StepModel model = StepPlan.compile(config, graph, 1, 1)) {
            Performer performer = new Performer(model, Guards.DEFAULT);
            follow(performer, 0, alone, false);
        }
        List<Integer> amongOthers = new ArrayList<>();
        try (StepModel model = StepPlan.compile(config, graph, 5, 1)) {
            Performer performer = new Performer(model, Guards.DEFAULT);
            for (int voice = 0; voice < 5; voice++) {
                performer.start(voice, new SeededRandom(voice).normal(4, 1), 9);
            }
            follow(performer, 0, amongOthers, true);
        }
        assertEquals(alone, amongOthers);
    }

    /** Hears a chord, then plays; the other voices do this and that meanwhile. */
    private void follow(Performer performer, int voice, List<Integer> played, boolean company) {
        performer.start(voice, new float[] {1, -1, 0.5f, 0}, 21);
        performer.control(voice, CONTROL);
        int[] heard = {EventVocabulary.noteOn(60), EventVocabulary.noteOn(64), 239, EventVocabulary.noteOff(60)};
        SeededRandom random = new SeededRandom(4);
        for (int i = 0; i < 100; i++) {
            if (company) {
                for (int other = 1; other < performer.voices(); other++) {
                    switch (random.nextInt(0, 2)) {
                        case 0 -> performer.play(other);
                        case 1 -> performer.force(other, random.nextInt(0, 239));
                        default -> {
                            // rests
                        }
                    }
                }
                if (random.nextInt(0, 3) == 0) {
                    performer.step();
                }
            }
            if (i < heard.length) {
                performer.force(voice, heard[i]);
            } else {
                performer.play(voice);
            }
            performer.step();
            played.add(performer.event(voice));
        }
    }

    /** However an event is chosen. Of a model of floats alone: vectors are objects until they are compiled. */
    @Test
    void stepsAllocateNothing() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        SeededRandom random = new SeededRandom(6);
        float[][] logits = new float[240][];
        Arrays.setAll(logits, i -> random.normal(240, 1));
        Performer performer = new Performer(new MarkovModel(4, logits), Guards.DEFAULT);
        Sampling[] samplings = {
            Sampling.DEFAULT, Sampling.GREEDY, Sampling.DEFAULT.withTopP(0.9), new Sampling(1.2, 0.1, 7, 0.8)
        };
        for (int voice = 0; voice < samplings.length; voice++) {
            performer.start(voice, new float[3], 5);
            performer.sampling(voice, samplings[voice]);
            performer.tilt(voice, 0.1, 0.5);
        }
        steps(performer, 10);
        long before = threads.getCurrentThreadAllocatedBytes();
        steps(performer, 1000);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(bytes < 4 * 1000, bytes + " bytes");
    }

    private static void steps(Performer performer, int count) {
        for (int i = 0; i < count; i++) {
            for (int voice = 0; voice < performer.voices(); voice++) {
                performer.play(voice);
            }
            performer.step();
        }
    }

    @Test
    void aSnapshotBringsEverythingBack() {
        try (StepModel model = StepPlan.compile(config, graph, 2, 1)) {
            Performer performer = new Performer(model, Guards.DEFAULT);
            performer.start(0, new float[4], 5);
            performer.control(0, CONTROL);
            play(performer, 0, 30);
            VoiceSnapshot snapshot = performer.snapshot(0);
            List<Integer> first = play(performer, 0, 60);
            performer.restore(0, snapshot);
            assertEquals(first, play(performer, 0, 60));
            performer.restore(1, snapshot);
            assertEquals(first, play(performer, 1, 60), "in another voice");
        }
    }

    private static List<Integer> play(Performer performer, int voice, int events) {
        List<Integer> played = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            performer.play(voice);
            performer.step();
            played.add(performer.event(voice));
        }
        return played;
    }

    @Test
    void refusesWhatTheModelCannotDo() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Performer(new MarkovModel(1, new float[4][4]), Guards.DEFAULT),
                "guards speak of 240 events");
        Performer performer = new Performer(new MarkovModel(1, new float[240][240]), Guards.DEFAULT);
        assertThrows(IndexOutOfBoundsException.class, () -> performer.force(0, 240));
    }
}
