package org.amadeus.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.events.EventSequence;
import org.amadeus.data.notes.Note;
import org.amadeus.live.mode.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer's strokes, told in their moment or long before. */
class AnswerTest {
    private static final EventCodec CODEC = EventCodec.of(CodecProfile.EXPRESSIVE);
    /** The first note is told that long beforehand, what follows as early as it can be. */
    private static final double MARGIN = 0.05;

    private static final int ON = EventVocabulary.noteOn(61);
    private static final int OFF = EventVocabulary.noteOff(61);
    private static final int SHORTEST = EventVocabulary.TIME_SHIFT;
    private static final int LONG = EventVocabulary.TIME_SHIFT + 25;

    /** A note of a pitch that is struck twice in a moment is one note, and its end is the later one. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 4})
    void aPitchIsStruckOnceAtAMoment(double lead) {
        List<Note> notes = play(lead, ON, OFF, ON, LONG, OFF, LONG);
        assertEquals(1, notes.size(), notes::toString);
        assertEquals(EventVocabulary.seconds(LONG), notes.get(0).duration(), 1e-9);
    }

    /** What is struck again after the shortest time is two notes, the first of which ends before the second begins. */
    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 4})
    void notesOfAPitchDoNotOverlap(double lead) {
        int[] events = {ON, OFF, SHORTEST, ON, SHORTEST, ON, LONG, OFF, LONG};
        List<Note> notes = play(lead, events);
        assertEquals(3, notes.size(), notes::toString);
        for (int i = 1; i < notes.size(); i++) {
            assertEquals(
                    notes.get(i).start(),
                    Math.max(notes.get(i - 1).end(), notes.get(i).start()),
                    1e-9,
                    notes::toString);
        }
        List<Note> file = CODEC.decode(EventSequence.of(events)).asList();
        assertEquals(file.size(), notes.size());
        for (int i = 0; i < file.size(); i++) {
            assertEquals(file.get(i).start(), notes.get(i).start(), 1e-9);
            assertEquals(file.get(i).end(), notes.get(i).end(), 1e-9);
        }
    }

    /** The last note's end is told although nothing follows it. */
    @Test
    void whatEndsWithTheAnswerIsLetGo() {
        assertEquals(1, play(4, ON, OFF).size());
    }

    /** The notes that are told of an answer with these events, whose first is at 0; all of them have an end. */
    private static List<Note> play(double lead, int... events) {
        List<Note> notes = new ArrayList<>();
        Conductor.Listener listener = new Conductor.Listener() {
            private final double[] began = new double[128];
            private final int[] velocities = new int[128];

            @Override
            public void strike(double at, int pitch, int velocity) {
                assertEquals(0, velocities[pitch], "struck while it sounds");
                began[pitch] = at;
                velocities[pitch] = velocity;
            }

            @Override
            public void release(double at, int pitch) {
                notes.add(new Note(began[pitch] - MARGIN, at - MARGIN, pitch, velocities[pitch]));
                velocities[pitch] = 0;
            }
        };
        Partner partner = script(events);
        Answer answer =
                new Answer(partner, CODEC, listener, 1, 0, 1, Plan.FREE, new Lookahead(lead, MARGIN), Optional.empty());
        double now = 0;
        for (int i = 0; i < 10_000 && !answer.isSent(); i++) {
            now = Math.max(now + 1e-3, Math.min(answer.advance(now), now + 0.1));
        }
        assertTrue(answer.isSent());
        notes.sort((a, b) -> Double.compare(a.start(), b.start()));
        return notes;
    }

    /** These events, then a note that comes after the answer's time. */
    private static ScriptedPartner script(int... events) {
        Deque<Integer> left = new ArrayDeque<>();
        IntStream.concat(
                        Arrays.stream(events),
                        IntStream.concat(IntStream.generate(() -> LONG).limit(9), IntStream.of(ON)))
                .forEach(left::add);
        return new ScriptedPartner(() -> left.isEmpty() ? Partner.NOT_YET : left.remove());
    }
}
