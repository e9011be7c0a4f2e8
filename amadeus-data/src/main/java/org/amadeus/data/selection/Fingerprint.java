package org.amadeus.data.selection;

import java.util.Arrays;
import java.util.Comparator;
import org.amadeus.data.notes.Note;
import org.amadeus.data.notes.NoteSequence;

/**
 * A piece's notes in little: hashes of windows of {@link #WINDOW} successive notes, their pitches seen from the first one and
 * their velocities, so that neither the key nor the tempo nor what was cut off matters. Of all windows one in {@link #SCALE}
 * is kept, by its hash alone (MinHash with a scale instead of a number: "FracMinHash", Irber et al. 2022), so that any two
 * pieces keep the same ones of those they share, and a part is found in a whole.
 */
public final class Fingerprint {
    /** Notes of a window. */
    public static final int WINDOW = 12;

    /** One window of so many is kept. */
    public static final int SCALE = 8;

    private static final long KEPT = Long.divideUnsigned(-1L, SCALE);

    private Fingerprint() {}

    /** The hashes of the windows that are kept, ascending, each once; empty where the piece is short. */
    public static long[] of(NoteSequence notes) {
        Note[] sorted = notes.asList().toArray(Note[]::new);
        Arrays.sort(sorted, Comparator.comparingDouble(Note::start).thenComparingInt(Note::pitch));
        long[] kept = new long[Math.max(0, sorted.length - WINDOW + 1)];
        int count = 0;
        for (int first = 0; first < kept.length; first++) {
            long hash = hash(sorted, first);
            if (Long.compareUnsigned(hash, KEPT) < 0) {
                kept[count++] = hash;
            }
        }
        return Arrays.stream(kept, 0, count).sorted().distinct().toArray();
    }

    private static long hash(Note[] notes, int first) {
        long hash = 0x9E3779B97F4A7C15L;
        int key = notes[first].pitch();
        for (int i = first; i < first + WINDOW; i++) {
            hash = mix(hash ^ ((long) (notes[i].pitch() - key + 128) << 8 | notes[i].velocity()));
        }
        return hash;
    }

    /** Stafford's variant 13 of MurmurHash3's finalizer. */
    private static long mix(long value) {
        long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
