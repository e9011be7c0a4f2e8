package org.amadeus.data.controls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventSequence;

class ControlSequenceTest {
    @Provide
    Arbitrary<EventSequence> events() {
        return Arbitraries.integers()
                .between(0, 239)
                .array(int[].class)
                .ofMaxSize(300)
                .map(EventSequence::of);
    }

    @Property(tries = 1000)
    void oneTraversalCountsWhatALookAheadFromEachEventCounts(@ForAll("events") EventSequence events) {
        ControlSequence controls = ControlSequence.of(events);
        for (int i = 0; i < events.size(); i += 7) {
            int[] strikes = new int[12];
            int notes = 0;
            double time = 0;
            for (int j = i; j < events.size() && time <= 2.0; j++) {
                int event = events.get(j);
                if (EventVocabulary.isNoteOn(event)) {
                    strikes[EventVocabulary.pitch(event) % 12]++;
                    notes++;
                } else if (EventVocabulary.isTimeShift(event)) {
                    time += EventVocabulary.seconds(event);
                }
            }
            assertEquals(Math.min(11, Math.max(0, notes - 1) / 3), controls.density(i));
            for (int p = 0; p < 12; p++) {
                double share = notes == 0 ? 1.0 / 12 : (double) strikes[p] / notes;
                assertEquals((int) (share * 255) / 255f, controls.share(i, p));
            }
        }
    }

    @Property(tries = 500)
    void controlsMoveAsTheirMusicDoes(
            @ForAll("events") EventSequence events, @ForAll @IntRange(min = -6, max = 5) int semitones) {
        assertEquals(
                ControlSequence.of(events.transpose(semitones)),
                ControlSequence.of(events).transpose(semitones));
    }

    @Example
    void aControlIsTheSameOneByOneAndFilled() {
        ControlSequence controls = ControlSequence.of(EventSequence.of(39, 43, 46, 239, 127, 131, 134));
        float[] filled = new float[24];
        Arrays.fill(filled, 7);
        float[] single = new float[24];
        controls.fill(0, filled, 0);
        controls.get(0).fill(single, 0);
        assertArrayEquals(single, filled);
        assertEquals(controls, ControlSequence.ofBytes(controls.toBytes()));
    }

    @Example
    void storedBytesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> ControlSequence.ofBytes(new byte[14]));
        byte[] dense = new byte[13];
        dense[0] = 12;
        assertThrows(IllegalArgumentException.class, () -> ControlSequence.ofBytes(dense));
    }
}
