package org.amadeus.quant.report;

import java.util.Arrays;

/** Some of a tensor's values: all of a short stream, evenly thinned ones of a long one. */
final class ValueSample {
    private static final int MOST = 1 << 16;

    private final float[] values = new float[MOST];
    private int count;
    private int stride = 1;
    private int next;

    void add(float[] tensor) {
        int i = next;
        for (; i < tensor.length; i += stride) {
            if (count == MOST) {
                thin();
            }
            values[count++] = tensor[i];
        }
        next = i - tensor.length;
    }

    private void thin() {
        for (int i = 0; i < MOST / 2; i++) {
            values[i] = values[2 * i];
        }
        count = MOST / 2;
        stride *= 2;
    }

    float[] values() {
        return Arrays.copyOf(values, count);
    }
}
