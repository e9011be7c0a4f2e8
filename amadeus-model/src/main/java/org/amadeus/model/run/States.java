package org.amadeus.model.run;

import org.amadeus.model.network.ModelConfig;

/**
 * What the layers carry from one event to the next: S*L arrays [B, H], slot by slot, in the order of {@link
 * org.amadeus.model.network.StepGraph#states}. The first ones lie in one array [B, S*L*H] when they are made of an init.
 */
public final class States {
    private final int units;
    private final float[][] arrays;

    /** @param arrays [S*L] of [B * H], written to in place */
    public States(ModelConfig config, float[][] arrays) {
        this.units = config.hiddenDim();
        this.arrays = arrays;
    }

    /** Floats of one slot's states: S*L*H. */
    public int size() {
        return arrays.length * units;
    }

    /** Copies a slot's states out, S*L*H floats. */
    public void read(int slot, float[] state) {
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(arrays[i], slot * units, state, i * units, units);
        }
    }

    /** Copies states into a slot, those at {@code from} and behind. */
    public void write(int slot, float[] state, int from) {
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(state, from + i * units, arrays[i], slot * units, units);
        }
    }

    /**
     * Starts all slots as the reference does: first states [B, S*L*H] read as [S*L, B, H], without a transpose, which
     * mixes samples and layers where there are several.
     */
    public void mix(float[] initial) {
        for (int i = 0; i < arrays.length; i++) {
            System.arraycopy(initial, i * arrays[i].length, arrays[i], 0, arrays[i].length);
        }
    }

    /** Replaces state i of all slots. */
    public void replace(int i, float[] next) {
        System.arraycopy(next, 0, arrays[i], 0, next.length);
    }
}
