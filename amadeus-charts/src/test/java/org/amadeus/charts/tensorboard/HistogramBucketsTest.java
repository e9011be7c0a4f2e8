package org.amadeus.charts.tensorboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.tensorflow.framework.HistogramProto;

class HistogramBucketsTest {
    private final HistogramBuckets buckets = new HistogramBuckets();

    @Test
    void countsWhatTensorFlowCounts() {
        // Worked out from tensorflow/core/lib/histogram/histogram.cc: 1.1^k * 1e-12 around 1 is 0.9575.. and 1.0533..
        HistogramProto histogram = buckets.of(new float[] {1, 1, -1, 0});

        List<Double> counts = histogram.getBucketList();
        List<Double> limits = histogram.getBucketLimitList();
        assertEquals(List.of(0.0, 1.0, 0.0, 1.0, 0.0, 2.0, 0.0), counts);
        assertEquals(1e-12 * Math.pow(1.1, 290), limits.get(5), 1e-9);
        assertEquals(-1e-12 * Math.pow(1.1, 289), limits.get(1), 1e-9);
        assertEquals(1e-12, limits.get(3));
        assertEquals(4, histogram.getNum());
        assertEquals(1, histogram.getSum());
        assertEquals(3, histogram.getSumSquares());
        assertEquals(-1, histogram.getMin());
        assertEquals(1, histogram.getMax());
    }

    @Test
    void valuesThatAreNotFiniteAreLeftOut() {
        HistogramProto histogram = buckets.of(new float[] {Float.NaN, Float.POSITIVE_INFINITY, 2});
        assertEquals(1, histogram.getNum());
        assertEquals(2, histogram.getMax());
    }

    @Test
    void nothingGivesNothing() {
        HistogramProto histogram = buckets.of(new float[0]);
        assertEquals(0, histogram.getNum());
        assertEquals(0, histogram.getMin());
    }

    @Property(tries = 300)
    void everyValueLiesInItsBucket(@ForAll @Size(max = 50) List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        HistogramProto histogram = buckets.of(array);

        double lower = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < histogram.getBucketCount(); i++) {
            double upper = histogram.getBucketLimit(i);
            assertTrue(upper > lower);
            int inside = 0;
            for (float value : array) {
                inside += value >= lower && value < upper ? 1 : 0;
            }
            assertEquals(inside, histogram.getBucket(i));
            lower = upper;
        }
    }
}
