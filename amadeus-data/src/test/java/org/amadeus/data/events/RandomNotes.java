package org.amadeus.data.events;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** Made-up music for properties: rests and lengths from nothing to many seconds, chords, overlaps, repetitions. */
final class RandomNotes {
    private RandomNotes() {}

    static Arbitrary<NoteSequence> sequences(int most) {
        Arbitrary<Double> rest = Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0.0)),
                Tuple.of(4, Arbitraries.doubles().between(0, 0.05)),
                Tuple.of(4, Arbitraries.doubles().between(0, 1)),
                Tuple.of(1, Arbitraries.doubles().between(0, 30)));
        Arbitrary<Double> length = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0.0)),
                Tuple.of(3, Arbitraries.doubles().between(0, 0.1)),
                Tuple.of(3, Arbitraries.doubles().between(0, 12)));
        Arbitrary<Integer> pitch = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 127), Arbitraries.integers().between(60, 64));
        Arbitrary<Integer> velocity = Arbitraries.integers().between(1, 127);
        return Combinators.combine(rest, length, pitch, velocity)
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(most)
                .map(RandomNotes::play);
    }

    /** Any events at all, as an untrained model makes them. */
    static Arbitrary<EventSequence> events() {
        return Arbitraries.integers()
                .between(0, 239)
                .array(int[].class)
                .ofMaxSize(400)
                .map(EventSequence::of);
    }

    private static NoteSequence play(List<Step> steps) {
        List<Note> notes = new ArrayList<>();
        double time = 3.7;
        for (Step step : steps) {
            time += step.rest();
            notes.add(new Note(time, time + step.length(), step.pitch(), step.velocity()));
        }
        return NoteSequence.of(notes);
    }

    private record Step(double rest, double length, int pitch, int velocity) {}
}
