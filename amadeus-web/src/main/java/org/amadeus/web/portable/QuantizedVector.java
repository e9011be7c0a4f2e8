package org.amadeus.web.portable;

import org.amadeus.model.portable.PortableMath;

/**
 * Float values as 16-bit integers under a scale of their own: {@code x = step * values}, each rounded to the nearest,
 * ties to even. With 15 bits and a sign nothing is lost that matters beside int8 weights.
 */
final class QuantizedVector {
    /** A vector without larger values counts as 0. */
    private static final float LEAST = 0x1p-100f;

    final short[] values;
    private final int largest;
    private double step;

    QuantizedVector(int size) {
        this.values = new short[size];
        this.largest = PortableLayer.largest(size);
    }

    /** Takes the values of {@code x} from {@code from} on, finite. */
    void set(float[] x, int from) {
        float most = 0;
        for (int i = 0; i < values.length; i++) {
            most = Math.max(most, Math.abs(x[from + i]));
        }
        double units = most > LEAST ? largest / (double) most : 0;
        step = most > LEAST ? most / (double) largest : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) PortableMath.nearest(x[from + i] * units);
        }
    }

    /** What a unit is worth. */
    double step() {
        return step;
    }
}
