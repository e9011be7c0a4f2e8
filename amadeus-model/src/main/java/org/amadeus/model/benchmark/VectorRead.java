package org.amadeus.model.benchmark;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.amadeus.model.kernel.step.StepKernel;

/**
 * Reads memory from front to back with the widest loads there are and as little arithmetic as keeps the loads alive: the
 * time that weights take to reach the cores.
 */
final class VectorRead implements StepKernel {
    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int BLOCKS = 16;

    private final float[] memory;
    private final int share;
    /** One sum a block, so that nothing is optimised away. */
    private final float[] sums = new float[BLOCKS];

    VectorRead(int floats) {
        share = (floats / BLOCKS + 8 * L - 1) / (8 * L) * 8 * L;
        memory = new float[share * BLOCKS];
    }

    @Override
    public int blocks() {
        return BLOCKS;
    }

    @Override
    public void run(int block) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        int end = (block + 1) * share;
        for (int i = block * share; i < end; i += 8 * L) {
            a = a.add(FloatVector.fromArray(S, memory, i));
            b = b.add(FloatVector.fromArray(S, memory, i + L));
            c = c.add(FloatVector.fromArray(S, memory, i + 2 * L));
            d = d.add(FloatVector.fromArray(S, memory, i + 3 * L));
            e = e.add(FloatVector.fromArray(S, memory, i + 4 * L));
            f = f.add(FloatVector.fromArray(S, memory, i + 5 * L));
            g = g.add(FloatVector.fromArray(S, memory, i + 6 * L));
            h = h.add(FloatVector.fromArray(S, memory, i + 7 * L));
        }
        FloatVector sum = a.add(b).add(c).add(d).add(e).add(f).add(g).add(h);
        sums[block] = sum.reduceLanes(VectorOperators.ADD);
    }
}
