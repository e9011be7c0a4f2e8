package org.amadeus.data.performance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** Counts the notes that two versions of the same music share: the same pitch, onsets within 50 ms, each note once. */
final class NoteMatch {
    private static final double TOLERANCE = 0.050;

    private long played;
    private long heard;
    private long matched;
    private int worstVelocity;
    private double squaredLength;

    void add(NoteSequence original, NoteSequence decoded) {
        List<Note> left = byPitch(original);
        List<Note> right = byPitch(decoded);
        played += left.size();
        heard += right.size();
        int i = 0;
        int j = 0;
        while (i < left.size() && j < right.size()) {
            Note a = left.get(i);
            Note b = right.get(j);
            if (a.pitch() != b.pitch()) {
                if (a.pitch() < b.pitch()) {
                    i++;
                } else {
                    j++;
                }
            } else if (Math.abs(a.start() - b.start()) <= TOLERANCE) {
                matched++;
                worstVelocity = Math.max(worstVelocity, Math.abs(a.velocity() - b.velocity()));
                squaredLength += Math.pow(a.duration() - b.duration(), 2);
                i++;
                j++;
            } else if (a.start() < b.start()) {
                i++;
            } else {
                j++;
            }
        }
    }

    private static List<Note> byPitch(NoteSequence notes) {
        List<Note> sorted = new ArrayList<>(notes.fromZero().asList());
        sorted.removeIf(note -> note.pitch() < 21 || note.pitch() > 108);
        sorted.sort(Comparator.comparingInt(Note::pitch).thenComparingDouble(Note::start));
        return sorted;
    }

    double f1() {
        return 2.0 * matched / (played + heard);
    }

    int worstVelocity() {
        return worstVelocity;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "F1 %.3f %% (%d played, %d decoded, %d matched), velocities within %d, lengths %.0f ms rms",
                100 * f1(),
                played,
                heard,
                matched,
                worstVelocity,
                1000 * Math.sqrt(squaredLength / matched));
    }
}
