package org.amadeus.model.generate;

/**
 * Numbers from the largest down, only as far as asked: a heap whose top is taken away one by one. Allocates nothing once
 * made, which the JDK's sorting does not promise.
 */
final class Ranking {
    /** First the heap, its largest number in front; behind it the numbers taken away, the last taken first. */
    private final double[] values;

    private int heap;

    Ranking(int size) {
        values = new double[size];
    }

    /** Begins anew with these numbers. */
    void of(double[] numbers) {
        System.arraycopy(numbers, 0, values, 0, values.length);
        heap = values.length;
        for (int i = heap / 2 - 1; i >= 0; i--) {
            sink(i);
        }
    }

    /** The number that {@code rank} others precede, 0 for the largest. */
    double get(int rank) {
        while (values.length - heap <= rank) {
            double top = values[0];
            values[0] = values[--heap];
            values[heap] = top;
            sink(0);
        }
        return values[values.length - 1 - rank];
    }

    private void sink(int at) {
        int parent = at;
        while (2 * parent + 1 < heap) {
            int child = 2 * parent + 1;
            if (child + 1 < heap && values[child + 1] > values[child]) {
                child++;
            }
            if (values[parent] >= values[child]) {
                return;
            }
            double moved = values[parent];
            values[parent] = values[child];
            values[child] = moved;
            parent = child;
        }
    }
}
