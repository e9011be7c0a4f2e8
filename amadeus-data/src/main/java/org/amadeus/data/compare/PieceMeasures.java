package org.amadeus.data.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** What is measured of one piece. Pure functions. */
public final class PieceMeasures {
    /** Seconds of a stretch that notes are counted in: as long as a control looks ahead. */
    public static final double DENSITY_SECONDS = 2;
    /** Notes of a stretch whose pitch classes are counted: the same for every stretch, or the entropies would not compare. */
    public static final int ENTROPY_NOTES = 50;

    private static final int PITCH_CLASSES = 12;

    private PieceMeasures() {}

    /**
     * Notes per second in stretches of {@link #DENSITY_SECONDS}, from the first note's start to the last one's end; what
     * is left over at the end is no stretch.
     */
    public static double[] noteDensity(NoteSequence piece) {
        double start = piece.start();
        double[] density = new double[(int) ((piece.end() - start) / DENSITY_SECONDS)];
        for (Note note : piece) {
            int stretch = (int) ((note.start() - start) / DENSITY_SECONDS);
            if (stretch < density.length) {
                density[stretch] += 1 / DENSITY_SECONDS;
            }
        }
        return density;
    }

    /** Adds how many notes sound at once, weighted by how long, seconds; from the first start to the last end. */
    public static void polyphony(NoteSequence piece, Distribution into) {
        List<Change> changes = new ArrayList<>(2 * piece.size());
        for (Note note : piece) {
            changes.add(new Change(note.start(), 1));
            changes.add(new Change(note.end(), -1));
        }
        changes.sort(Comparator.comparingDouble(Change::time));
        int sounding = 0;
        double since = piece.start();
        for (Change change : changes) {
            into.add(sounding, change.time() - since);
            since = change.time();
            sounding += change.notes();
        }
    }

    private record Change(double time, int notes) {}

    /**
     * The entropy in bits of the twelve pitch classes in each stretch of {@link #ENTROPY_NOTES} notes: 0 where all notes
     * are the same, log2 12 = 3.58 where all pitch classes are alike. A shorter rest at the end is no stretch.
     */
    public static double[] pitchClassEntropy(NoteSequence piece) {
        double[] entropies = new double[piece.size() / ENTROPY_NOTES];
        for (int stretch = 0; stretch < entropies.length; stretch++) {
            int[] counts = new int[PITCH_CLASSES];
            for (int i = stretch * ENTROPY_NOTES; i < (stretch + 1) * ENTROPY_NOTES; i++) {
                counts[piece.get(i).pitch() % PITCH_CLASSES]++;
            }
            entropies[stretch] = entropy(counts);
        }
        return entropies;
    }

    private static double entropy(int[] counts) {
        double entropy = 0;
        for (int count : counts) {
            if (count > 0) {
                double share = (double) count / ENTROPY_NOTES;
                entropy -= share * Math.log(share) / Math.log(2);
            }
        }
        return entropy;
    }

    /** The velocity of each note, 0 .. 127. */
    public static double[] velocity(NoteSequence piece) {
        return piece.asList().stream().mapToDouble(Note::velocity).toArray();
    }

    /** Seconds from each note's start to the next one's; 0 within a chord. */
    public static double[] interOnset(NoteSequence piece) {
        double[] seconds = new double[Math.max(0, piece.size() - 1)];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = piece.get(i + 1).start() - piece.get(i).start();
        }
        return seconds;
    }
}
