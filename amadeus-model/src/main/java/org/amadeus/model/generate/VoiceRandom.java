package org.amadeus.model.generate;

import org.amadeus.model.portable.PortableMath;

/**
 * A voice's own stream of random numbers: SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number
 * generators", 2014). Its whole state is one long, so that a voice can be put back to where it was; it allocates nothing.
 */
final class VoiceRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** The stream of one voice of many that share a seed. */
    void seed(long seed, int voice) {
        state = mix(seed + GOLDEN_GAMMA) + mix(voice * GOLDEN_GAMMA + 1);
    }

    long state() {
        return state;
    }

    void restore(long saved) {
        state = saved;
    }

    /** 0 .. 1, 1 excluded. */
    double nextDouble() {
        state += GOLDEN_GAMMA;
        return (mix(state) >>> 11) * 0x1p-53;
    }

    /** Standard normal, by Box and Muller. */
    double nextGaussian() {
        double radius = Math.sqrt(-2 * PortableMath.log(1 - nextDouble()));
        return radius * PortableMath.cosOfTurns(nextDouble());
    }

    /** Standard Gumbel; always finite. */
    double nextGumbel() {
        state += GOLDEN_GAMMA;
        double open = ((mix(state) >>> 12) + 0.5) * 0x1p-52;
        return -PortableMath.log(-PortableMath.log(open));
    }

    private static long mix(long z) {
        long a = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
