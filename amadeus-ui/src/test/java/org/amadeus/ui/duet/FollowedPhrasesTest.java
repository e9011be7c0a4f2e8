package org.amadeus.ui.duet;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.amadeus.data.CodecProfile;
import org.amadeus.data.events.EventCodec;
import org.amadeus.data.midi.read.MidiReader;
import org.amadeus.data.midi.read.Tolerance;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;
import org.amadeus.data.performance.PerformanceReader;
import org.amadeus.live.Conductor;
import org.amadeus.live.LiveOptions;
import org.amadeus.live.Lookahead;
import org.amadeus.live.voice.Soloist;
import org.amadeus.model.generate.option.Sampling;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.BundledModel;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How loud and how fast the bundled model answers six seconds of each of the performances that it did not learn from. */
@Tag("slow")
class FollowedPhrasesTest {
    private static final double SECONDS = 6;
    private static final int LEAST_NOTES = 8;

    /** Mean velocity and notes a second of a phrase and of its answer. */
    private record Pair(double asked, double answered) {}

    private final Session bundled = BundledModel.load();
    private final StepModel model = StepPlan.compile(bundled.config(), bundled.stepGraph(), 1, 1);
    private final List<Pair> loudness = new ArrayList<>();
    private final List<Pair> pace = new ArrayList<>();

    @Test
    void answersAreAsLoudAndAsFastAsPhrases() throws IOException {
        Path folder = Path.of(System.getProperty("amadeus.shared", "../shared"), "data/asap/valid");
        assumeTrue(Files.isDirectory(folder), folder + " is not there");
        List<NoteSequence> pieces = new ArrayList<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.sorted().toList()) {
                pieces.add(new PerformanceReader(CodecProfile.EXPRESSIVE, true, Tolerance.USUAL)
                        .read(MidiReader.read(file))
                        .notes());
            }
        }
        for (int louder : new int[] {0, 40}) {
            for (boolean follows : new boolean[] {false, true}) {
                loudness.clear();
                pace.clear();
                for (int i = 0; i < pieces.size(); i++) {
                    measure(pieces.get(i), 20 + 7 * i % 30, louder, follows, i);
                }
                System.out.println(loudness.size() + " phrases, velocities + " + louder
                        + (follows ? ", followed" : ", not followed") + ": velocity" + thirds(loudness)
                        + "; notes a second" + thirds(pace));
                if (follows) {
                    assertTrue(worst(loudness) < 8, () -> "velocity" + thirds(loudness));
                    assertTrue(worst(pace) < 1.5, () -> "notes a second" + thirds(pace));
                }
            }
        }
    }

    private void measure(NoteSequence piece, double begin, int louder, boolean follows, int seed) {
        List<Note> phrase = new ArrayList<>();
        for (int i = 0; i < piece.size(); i++) {
            Note note = piece.get(i);
            if (note.start() >= begin && note.start() < begin + SECONDS) {
                int velocity = Math.min(127, note.velocity() + louder);
                phrase.add(new Note(note.start(), Math.min(note.end(), begin + SECONDS), note.pitch(), velocity));
            }
        }
        if (phrase.size() < LEAST_NOTES) {
            return;
        }
        List<Note> answer = answer(phrase, follows, seed);
        loudness.add(new Pair(velocity(phrase), velocity(answer)));
        pace.add(new Pair(pace(phrase), pace(answer)));
    }

    private List<Note> answer(List<Note> phrase, boolean follows, int seed) {
        List<Note> answer = new ArrayList<>();
        Conductor conductor = new Conductor(
                LiveOptions.DEFAULT.withLength(SECONDS, SECONDS).withFollowing(follows),
                new DirectPartner(Soloist.over(model, Sampling.DEFAULT.withTopP(0.95), null, seed), new Random(seed)),
                EventCodec.of(CodecProfile.EXPRESSIVE),
                new Conductor.Listener() {
                    @Override
                    public void strike(double at, int pitch, int velocity) {
                        answer.add(new Note(at, at + 0.1, pitch, velocity));
                    }

                    @Override
                    public void release(double at, int pitch) {
                        // Only strokes are looked at.
                    }
                },
                Lookahead.AT_ONCE);
        List<double[]> moves = new ArrayList<>();
        for (Note note : phrase) {
            moves.add(new double[] {note.start(), note.velocity(), note.pitch()});
            moves.add(new double[] {note.end(), 0, note.pitch()});
        }
        moves.sort(Comparator.<double[]>comparingDouble(move -> move[0]).thenComparingDouble(move -> move[1]));
        double now = 0;
        for (double[] move : moves) {
            now = move[0];
            if (move[1] > 0) {
                conductor.strike(now, (int) move[2], (int) move[1]);
            } else {
                conductor.release(now, (int) move[2]);
            }
        }
        now += 0.3;
        conductor.answer(now);
        while (conductor.isAnswering()) {
            now = Math.max(now + 0.001, conductor.advance(now));
        }
        return answer;
    }

    private static double velocity(List<Note> notes) {
        return notes.stream().mapToInt(Note::velocity).average().orElse(0);
    }

    private static double pace(List<Note> notes) {
        double seconds = notes.get(notes.size() - 1).start() - notes.get(0).start();
        return (notes.size() - 1) / Math.max(0.1, seconds);
    }

    /** Means over the third with the least, the middle and the most in the phrase. */
    private static double[][] means(List<Pair> pairs) {
        List<Pair> sorted = new ArrayList<>(pairs);
        sorted.sort(Comparator.comparingDouble(Pair::asked));
        double[][] means = new double[3][2];
        for (int third = 0; third < 3; third++) {
            List<Pair> part = sorted.subList(third * sorted.size() / 3, (third + 1) * sorted.size() / 3);
            means[third][0] = part.stream().mapToDouble(Pair::asked).average().orElse(0);
            means[third][1] =
                    part.stream().mapToDouble(Pair::answered).average().orElse(0);
        }
        return means;
    }

    private static double worst(List<Pair> pairs) {
        double worst = 0;
        for (double[] mean : means(pairs)) {
            worst = Math.max(worst, Math.abs(mean[0] - mean[1]));
        }
        return worst;
    }

    private static String thirds(List<Pair> pairs) {
        StringBuilder text = new StringBuilder();
        for (double[] mean : means(pairs)) {
            text.append(String.format(Locale.ROOT, " %.1f -> %.1f", mean[0], mean[1]));
        }
        return text.toString();
    }
}
