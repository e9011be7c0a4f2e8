package org.amadeus.data.selection;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * What tells a performance from a file that is none.
 *
 * @param notes      how many
 * @param seconds    from the first start to the last end
 * @param velocities how many different ones
 * @param gridShare  share of the gaps between successive starts, chords left out, that are one of the {@link #COMMONEST}
 *                   commonest, 0 .. 1: near 1 where notes were put on a grid, for played ones differ by hundredths of a second
 */
public record Quality(int notes, double seconds, int velocities, double gridShare) implements Serializable {
    /** So many lengths of notes make up most of what is on a grid. */
    public static final int COMMONEST = 4;

    private static final double HUNDREDTHS = 100;

    /** Measures the notes of a piece. */
    public static Quality of(NoteSequence notes) {
        int velocities = (int)
                notes.asList().stream().mapToInt(Note::velocity).distinct().count();
        return new Quality(notes.size(), notes.end() - notes.start(), velocities, gridShare(notes));
    }

    /** Notes a second. */
    public double density() {
        return seconds > 0 ? notes / seconds : notes;
    }

    private static double gridShare(NoteSequence notes) {
        Map<Long, Integer> gaps = new HashMap<>();
        int all = 0;
        for (int i = 1; i < notes.size(); i++) {
            long gap = Math.round((notes.get(i).start() - notes.get(i - 1).start()) * HUNDREDTHS);
            if (gap > 0) {
                gaps.merge(gap, 1, Integer::sum);
                all++;
            }
        }
        int[] counts =
                gaps.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        int common = Arrays.stream(counts, Math.max(0, counts.length - COMMONEST), counts.length)
                .sum();
        return all == 0 ? 0 : (double) common / all;
    }
}
