package org.amadeus.charts.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TensorSummaryTest {
    @Test
    void momentsAndBins() {
        TensorSummary summary = TensorSummary.of(new float[] {-1, 0, 1, 2});

        assertEquals(0.5, summary.mean());
        assertEquals(Math.sqrt(1.25), summary.deviation(), 1e-12);
        assertEquals(1, summary.meanMagnitude());
        assertEquals(-1, summary.histogram().getMin());
        assertEquals(2, summary.histogram().getMax());
        int[] counts = summary.histogram().getBinCounts();
        assertEquals(4, Arrays.stream(counts).sum());
        assertEquals(1, counts[0]);
        assertEquals(1, counts[TensorSummary.BINS - 1]);
    }

    @Test
    void equalValuesShareABin() {
        assertEquals(3, TensorSummary.of(new float[] {2, 2, 2}).histogram().getBinCounts()[0]);
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOut() {
        TensorSummary summary = TensorSummary.of(new float[] {Float.NaN, 3, Float.NEGATIVE_INFINITY});
        assertEquals(3, summary.mean());
        assertEquals(0, TensorSummary.of(new float[] {Float.NaN}).mean());
    }
}
