package org.amadeus.data.events;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.EventVocabulary;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

class ExpressiveCodecTest {
    private static final double SMALLEST_BIN = 1.0 / 65;
    private final EventCodec codec = EventCodec.of(CodecProfile.EXPRESSIVE);

    @Provide
    Arbitrary<NoteSequence> music() {
        return RandomNotes.sequences(120);
    }

    @Provide
    Arbitrary<EventSequence> anyEvents() {
        return RandomNotes.events();
    }

    @Property(tries = 3000)
    void whatWasEncodedEncodesToItself(@ForAll("music") NoteSequence notes) {
        EventSequence events = codec.encode(notes);
        assertEquals(events, codec.encode(codec.decode(events)));
    }

    @Property(tries = 3000)
    void everyNoteThatBeginsEnds(@ForAll("music") NoteSequence notes) {
        int[] sounding = new int[128];
        EventSequence events = codec.encode(notes);
        for (int event : events.toArray()) {
            if (EventVocabulary.isNoteOn(event)) {
                assertEquals(1, ++sounding[EventVocabulary.pitch(event)], "strikes of a sounding pitch in " + events);
            } else if (EventVocabulary.isNoteOff(event)) {
                assertEquals(0, --sounding[EventVocabulary.pitch(event)], "ends of a silent pitch in " + events);
            }
        }
        assertEquals(0, Arrays.stream(sounding).sum());
    }

    /** Every decoded onset lies within one bin of a true onset of its pitch, and the other way round, at any length. */
    @Property(tries = 3000)
    void timeNeverDrifts(@ForAll("music") NoteSequence notes) {
        Map<Integer, List<Double>> played = onsets(onPiano(notes));
        Map<Integer, List<Double>> decoded = onsets(codec.decode(codec.encode(notes)));
        assertEquals(played.keySet(), decoded.keySet());
        played.forEach((pitch, times) -> {
            times.forEach(time -> assertNear(time, decoded.get(pitch)));
            decoded.get(pitch).forEach(time -> assertNear(time, times));
        });
    }

    /** Four velocities to a bin, of which the middle is played. */
    @Example
    void aVelocityIsPlayedAsTheMiddleOfItsBin() {
        for (int velocity = 1; velocity <= 127; velocity++) {
            int bin = (velocity + 3) / 4 - 1;
            assertEquals(EventVocabulary.VELOCITY + bin, codec.velocityEvent(velocity));
            assertEquals(4 * bin + 2, codec.velocity(codec.velocityEvent(velocity)));
        }
        assertEquals(EventVocabulary.VELOCITY, codec.velocityEvent(0));
    }

    /** A rest that is as long as a time shift is that one, in either profile; a longer one begins with the longest. */
    @Example
    void aRestIsMadeOfAsFewShiftsAsMayBe() {
        for (CodecProfile profile : CodecProfile.values()) {
            EventCodec either = EventCodec.of(profile);
            for (int bin = 0; bin < EventVocabulary.TIME_SHIFT_BINS; bin++) {
                int shift = EventVocabulary.TIME_SHIFT + bin;
                double seconds = EventVocabulary.seconds(shift);
                int[] found = shifts(either, seconds);
                assertEquals(shift, found[0], profile + " " + seconds);
                assertEquals(1, found.length, profile + " " + seconds);
            }
            int[] found = shifts(either, 3);
            double longest = EventVocabulary.seconds(EventVocabulary.SIZE - 1);
            assertEquals(
                    (int) (3 / longest),
                    Arrays.stream(found)
                            .filter(shift -> shift == EventVocabulary.SIZE - 1)
                            .count());
        }
    }

    /** The time shifts between two notes that begin so far apart, the first held until the second begins. */
    private static int[] shifts(EventCodec codec, double apart) {
        NoteSequence notes = NoteSequence.of(new Note(0, apart, 60, 64), new Note(apart, apart, 64, 64));
        return Arrays.stream(codec.encode(notes).toArray())
                .filter(EventVocabulary::isTimeShift)
                .toArray();
    }

    @Property(tries = 2000)
    void velocitySpeaksOnlyWhenItChanges(@ForAll("music") NoteSequence notes) {
        int last = -1;
        for (int event : codec.encode(notes).toArray()) {
            if (EventVocabulary.isVelocity(event)) {
                assertTrue(event != last, "velocity " + event + " again");
                last = event;
            }
        }
    }

    @Property(tries = 2000)
    void anyEventsDecodeAndWhatTheyDecodeToIsStable(@ForAll("anyEvents") EventSequence events) {
        EventSequence canonical = codec.encode(codec.decode(events));
        assertEquals(canonical, codec.encode(codec.decode(canonical)));
    }

    @Property
    void velocitiesAreStableAndNear(@ForAll @IntRange(min = 1, max = 127) int velocity) {
        int event = codec.velocityEvent(velocity);
        assertTrue(EventVocabulary.isVelocity(event));
        assertTrue(Math.abs(codec.velocity(event) - velocity) <= 2, () -> velocity + " -> " + codec.velocity(event));
        assertEquals(event, codec.velocityEvent(codec.velocity(event)));
    }

    @Property(tries = 1000)
    void stretchedMusicIsAsManyTimesAsLong(@ForAll("music") NoteSequence notes) {
        NoteSequence slower = notes.stretched(1.05);
        assertEquals(notes.start() * 1.05, slower.start(), 1e-9);
        assertEquals(notes.end() * 1.05, slower.end(), 1e-9);
    }

    @Example
    void anHourOfShortRestsKeepsItsTime() {
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < 360_000; i++) {
            notes.add(new Note(i * 0.01, i * 0.01 + 0.005, 21 + i % 88, 64));
        }
        assertEquals(3600, codec.encode(NoteSequence.of(notes)).seconds(), 0.03);
    }

    @Example
    void aHangingNoteEndsAtTheNextStrikeOrAfterFiveSeconds() {
        int second = 239 - 1; // 1.02 s
        NoteSequence struckAgain = codec.decode(EventSequence.of(39, second, 39, second, 127));
        assertEquals(struckAgain.get(1).start(), struckAgain.get(0).end());
        NoteSequence left = codec.decode(EventSequence.of(39, 239, 239, 239, 239, 239, 239, 41));
        assertEquals(5.0, left.get(0).end(), 1e-9);
        assertEquals(left.get(1).start() + 0.010, left.get(1).end(), 1e-9);
    }

    private static void assertNear(double time, List<Double> times) {
        double nearest =
                times.stream().mapToDouble(t -> Math.abs(t - time)).min().orElse(Double.MAX_VALUE);
        assertTrue(nearest <= SMALLEST_BIN + 1e-9, () -> time + " s is " + nearest + " s from the nearest of " + times);
    }

    private static NoteSequence onPiano(NoteSequence notes) {
        return NoteSequence.of(notes.asList().stream()
                        .filter(note -> note.pitch() >= 21 && note.pitch() <= 108)
                        .toList())
                .fromZero();
    }

    private static Map<Integer, List<Double>> onsets(NoteSequence notes) {
        Map<Integer, List<Double>> onsets = new HashMap<>();
        notes.forEach(note ->
                onsets.computeIfAbsent(note.pitch(), p -> new ArrayList<>()).add(note.start()));
        return onsets;
    }
}
