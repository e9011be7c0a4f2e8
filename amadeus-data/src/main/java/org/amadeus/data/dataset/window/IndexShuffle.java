package org.amadeus.data.dataset.window;

/**
 * The numbers 0 .. n - 1 in an order that looks random, computed and not stored: a Feistel network permutes the numbers
 * below the next power of four, and what comes out at n or above goes through it again. Another key, another order.
 */
final class IndexShuffle {
    private static final int ROUNDS = 6;

    private final long size;
    private final long key;
    private final int halfBits;

    /**
     * @param size n, 1 or more
     * @param key  any number: it is mixed first, so that keys that follow each other have no round in common
     */
    IndexShuffle(long size, long key) {
        this.size = size;
        this.key = mix(key);
        this.halfBits = Math.max(1, (64 - Long.numberOfLeadingZeros(size - 1) + 1) / 2);
    }

    /** What stands at that place, 0 .. n - 1, of the shuffled numbers. */
    long get(long place) {
        long number = place;
        do {
            number = permute(number);
        } while (number >= size);
        return number;
    }

    private long permute(long number) {
        long mask = (1L << halfBits) - 1;
        long left = number >>> halfBits;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long mixed = left ^ mix(right + mix(key + round)) & mask;
            left = right;
            right = mixed;
        }
        return left << halfBits | right;
    }

    /** A number that depends on every bit of {@code z}: the finisher of SplitMix64 (Steele, Lea, Flood 2014). */
    static long mix(long z) {
        long x = z + 0x9E3779B97F4A7C15L;
        x = (x ^ x >>> 30) * 0xBF58476D1CE4E5B9L;
        x = (x ^ x >>> 27) * 0x94D049BB133111EBL;
        return x ^ x >>> 31;
    }
}
