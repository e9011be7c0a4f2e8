package org.amadeus.model.benchmark;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.amadeus.model.kernel.step.StepKernel;

/**
 * Reads memory with the widest loads there are and as little arithmetic as keeps the loads alive: the time that weights
 * take to reach the cores. It goes through one or several places at once, each from front to back: how fast one
 * stream is depends on the hardware's prefetcher, and several are faster.
 */
final class VectorRead implements StepKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int LOADS = 8;
    private static final int BLOCKS = 16;

    private final float[] memory;
    /** Vectors that a block reads of one stream in a row, and how many times. */
    private final int run;

    private final int turns;
    /** Where each of the eight loads of a turn begins. */
    private final int[] starts = new int[LOADS];
    /** One sum a block, so that nothing is optimised away. */
    private final float[] sums = new float[BLOCKS];

    /** @param streams 1, 2, 4 or 8 */
    VectorRead(int floats, int streams) {
        run = LOADS / streams;
        turns = (floats + BLOCKS * LOADS * L - 1) / (BLOCKS * LOADS * L);
        int apart = BLOCKS * turns * run * L + 16;
        memory = new float[streams * apart];
        for (int load = 0; load < LOADS; load++) {
            starts[load] = load / run * apart + load % run * L;
        }
    }

    @Override
    public int blocks() {
        return BLOCKS;
    }

    @Override
    public void run(int block) {
        int i = starts[0];
        int j = starts[1];
        int k = starts[2];
        int l = starts[3];
        int m = starts[4];
        int n = starts[5];
        int o = starts[6];
        int p = starts[7];
        FloatVector a = FloatVector.zero(S);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int end = (block + 1) * turns * run * L;
        for (int at = block * turns * run * L; at < end; at += run * L) {
            a = a.add(FloatVector.fromArray(S, memory, at + i));
            b = b.add(FloatVector.fromArray(S, memory, at + j));
            c = c.add(FloatVector.fromArray(S, memory, at + k));
            d = d.add(FloatVector.fromArray(S, memory, at + l));
            e = e.add(FloatVector.fromArray(S, memory, at + m));
            f = f.add(FloatVector.fromArray(S, memory, at + n));
            g = g.add(FloatVector.fromArray(S, memory, at + o));
            h = h.add(FloatVector.fromArray(S, memory, at + p));
        }
        FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h);
        sums[block] = sum.reduceLanes(VectorOperators.ADD);
    }
}
