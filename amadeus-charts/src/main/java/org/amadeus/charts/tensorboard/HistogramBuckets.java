package org.amadeus.charts.tensorboard;

import java.util.Arrays;
import org.tensorflow.framework.HistogramProto;

/**
 * TensorBoard's own buckets: limits grow by a tenth from 1e-12 to 1e20, mirrored for negative values, so that any scale
 * of weights keeps the same relative resolution (tensorflow/core/lib/histogram/histogram.cc).
 */
final class HistogramBuckets {
    private final double[] limits;

    HistogramBuckets() {
        double[] positive = new double[800];
        int count = 0;
        for (double limit = 1e-12; limit < 1e20; limit *= 1.1) {
            positive[count++] = limit;
        }
        positive[count++] = Double.MAX_VALUE;
        limits = new double[2 * count + 1];
        for (int i = 0; i < count; i++) {
            limits[count - 1 - i] = -positive[i];
            limits[count + 1 + i] = positive[i];
        }
    }

    /** The distribution of the finite among {@code values}; a bucket holds what is below its limit and not below the one before. */
    HistogramProto of(float[] values) {
        long[] counts = new long[limits.length];
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double sumOfSquares = 0;
        long number = 0;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                continue;
            }
            number++;
            counts[bucket(value)]++;
            min = Math.min(min, value);
            max = Math.max(max, value);
            sum += value;
            sumOfSquares += (double) value * value;
        }
        HistogramProto.Builder histogram = HistogramProto.newBuilder()
                .setMin(number == 0 ? 0 : min)
                .setMax(number == 0 ? 0 : max)
                .setNum(number)
                .setSum(sum)
                .setSumSquares(sumOfSquares);
        addNonEmpty(histogram, counts);
        return histogram.build();
    }

    private int bucket(float value) {
        int found = Arrays.binarySearch(limits, value);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** A run of empty buckets is written as one, as TensorFlow does: it ends where the next filled one begins. */
    private void addNonEmpty(HistogramProto.Builder histogram, long[] counts) {
        int i = 0;
        while (i < counts.length) {
            int last = i;
            if (counts[i] == 0) {
                while (last + 1 < counts.length && counts[last + 1] == 0) {
                    last++;
                }
            }
            histogram.addBucketLimit(limits[last]).addBucket(counts[last]);
            i = last + 1;
        }
    }
}
