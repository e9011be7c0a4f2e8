package org.amadeus.spark.train;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import scala.Tuple2;

/**
 * What one or several successive parts add to a batch's numbers and arrays, weighed by their shares. Sums are made by a tree
 * whose order is that of the parts, not of their arrival.
 *
 * @param first   the place of the first window in the batch
 * @param numbers losses, and what else is said of a batch
 * @param values  a gradient, or a model
 */
record PartSum(int first, double[] numbers, float[] values) implements Serializable {
    /** So many the driver adds up by itself. */
    private static final int FEW = 4;

    /** A part's own, weighed by its share of the batch. */
    static PartSum of(int first, double share, double[] numbers, float[] values) {
        float weight = (float) share;
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] *= share;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] *= weight;
        }
        return new PartSum(first, numbers, values);
    }

    /** The sum of so many, which workers compute. */
    static PartSum of(JavaRDD<PartSum> computed, int parts) {
        return add(inOrder(parts <= FEW ? computed.collect() : subtotals(computed, parts)));
    }

    /** Sums of some successive parts each, as many as the root of the number of parts, made by workers. */
    private static List<PartSum> subtotals(JavaRDD<PartSum> computed, int parts) {
        int groups = (int) Math.ceil(Math.sqrt(parts));
        return computed.zipWithIndex()
                .mapToPair(each -> new Tuple2<>((int) (each._2() * groups / parts), each._1()))
                .partitionBy(new HashPartitioner(groups))
                .mapPartitions(PartSum::subtotal)
                .collect();
    }

    private static Iterator<PartSum> subtotal(Iterator<Tuple2<Integer, PartSum>> group) {
        List<PartSum> sums = new ArrayList<>();
        group.forEachRemaining(each -> sums.add(each._2()));
        return sums.isEmpty() ? sums.iterator() : List.of(add(inOrder(sums))).iterator();
    }

    private static List<PartSum> inOrder(List<PartSum> sums) {
        List<PartSum> sorted = new ArrayList<>(sums);
        sorted.sort(Comparator.comparingInt(PartSum::first));
        return sorted;
    }

    private static PartSum add(List<PartSum> sums) {
        PartSum all = sums.get(0);
        for (PartSum next : sums.subList(1, sums.size())) {
            for (int i = 0; i < all.numbers.length; i++) {
                all.numbers[i] += next.numbers[i];
            }
            for (int i = 0; i < all.values.length; i++) {
                all.values[i] += next.values[i];
            }
        }
        return all;
    }
}
