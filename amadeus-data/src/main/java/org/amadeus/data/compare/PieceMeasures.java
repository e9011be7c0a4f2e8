package org.amadeus.data.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/** What is measured of one piece. Pure functions. */
public final class PieceMeasures {
    /** Seconds of a stretch that notes are counted in: as long as a control looks ahead. */
    public static final double DENSITY_SECONDS = 2;
    /** Notes of a stretch whose pitch classes are counted: the same for every stretch, or the entropies would not compare. */
    public static final int ENTROPY_NOTES = 50;

    /** How many notes make a figure that may come again. */
    public static final int FIGURE_NOTES = 5;
    /** How many notes back a figure is looked for: as far in a short piece as in a long one. */
    public static final int MEMORY_NOTES = 250;

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

    /** The seconds that each note sounds, the pedal's part of it included. */
    public static double[] noteLength(NoteSequence piece) {
        return piece.asList().stream().mapToDouble(Note::duration).toArray();
    }

    /**
     * The step from each note's pitch class up to the next one's, 0 .. 11 semitones: the pitch-class transition matrix of
     * Yang and Lerch (<a href="https://doi.org/10.1007/s00521-018-3849-7">On the evaluation of generative models in
     * music</a>, 2020) summed along its diagonals, so that the key makes no difference.
     */
    public static double[] pitchClassTransition(NoteSequence piece) {
        double[] steps = new double[Math.max(0, piece.size() - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = Math.floorMod(interval(piece, i + 1), PITCH_CLASSES);
        }
        return steps;
    }

    /**
     * For each stretch of {@link #ENTROPY_NOTES} notes the share of them that end a figure of {@link #FIGURE_NOTES} notes
     * which was played before, within the last {@link #MEMORY_NOTES} notes, at this pitch or another: 0 .. 1.
     */
    public static double[] repetition(NoteSequence piece) {
        double[] shares = new double[piece.size() / ENTROPY_NOTES];
        Map<Long, Integer> lastAt = new HashMap<>();
        for (int i = FIGURE_NOTES - 1; i < shares.length * ENTROPY_NOTES; i++) {
            Integer before = lastAt.put(figure(piece, i), i);
            if (before != null && i - before <= MEMORY_NOTES) {
                shares[i / ENTROPY_NOTES] += 1.0 / ENTROPY_NOTES;
            }
        }
        return shares;
    }

    /** The intervals of the figure that ends with a note, a byte each. */
    private static long figure(NoteSequence piece, int end) {
        long intervals = 0;
        for (int i = end - FIGURE_NOTES + 2; i <= end; i++) {
            intervals = intervals << 8 | interval(piece, i) & 0xFF;
        }
        return intervals;
    }

    private static int interval(NoteSequence piece, int note) {
        return piece.get(note).pitch() - piece.get(note - 1).pitch();
    }
}
