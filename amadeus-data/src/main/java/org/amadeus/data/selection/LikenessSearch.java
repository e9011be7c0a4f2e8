package org.amadeus.data.selection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds pieces that share music, all fingerprints in memory: some 4 kB a piece. */
public final class LikenessSearch {
    private LikenessSearch() {}

    /**
     * Every pair that is alike.
     *
     * @param fingerprints of each piece, as {@link Fingerprint#of} makes them
     * @param threshold    share of the windows of the one with fewer, 0 .. 1
     * @return in the order of their places
     */
    public static List<Likeness> among(List<long[]> fingerprints, double threshold) {
        long[][] entries = entries(fingerprints);
        Map<Long, int[]> shared = new HashMap<>();
        for (int from = 0; from < entries.length; ) {
            int to = from + 1;
            while (to < entries.length && entries[to][0] == entries[from][0]) {
                to++;
            }
            if (to - from > 1 && to - from <= Likeness.COMMON) {
                count(entries, from, to, shared);
            }
            from = to;
        }
        List<Likeness> alike = new ArrayList<>();
        shared.forEach((pair, count) -> {
            int first = (int) (pair >>> 32);
            int second = pair.intValue();
            int one = fingerprints.get(first).length;
            int other = fingerprints.get(second).length;
            if (Likeness.isAlike(count[0], one, other, threshold)) {
                alike.add(Likeness.of(first, second, count[0], one, other));
            }
        });
        alike.sort(Comparator.comparingInt(Likeness::first).thenComparingInt(Likeness::second));
        return alike;
    }

    /** Hash and piece of each window, by hash and then piece. */
    private static long[][] entries(List<long[]> fingerprints) {
        List<long[]> entries = new ArrayList<>();
        for (int piece = 0; piece < fingerprints.size(); piece++) {
            for (long hash : fingerprints.get(piece)) {
                entries.add(new long[] {hash, piece});
            }
        }
        long[][] sorted = entries.toArray(long[][]::new);
        Arrays.sort(sorted, Comparator.<long[]>comparingLong(entry -> entry[0]).thenComparingLong(entry -> entry[1]));
        return sorted;
    }

    private static void count(long[][] entries, int from, int to, Map<Long, int[]> shared) {
        for (int i = from; i < to; i++) {
            for (int j = i + 1; j < to; j++) {
                shared.computeIfAbsent(entries[i][1] << 32 | entries[j][1], pair -> new int[1])[0]++;
            }
        }
    }
}
