package org.amadeus.spark.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.train.update.BatchPart;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.spark.context.SparkFailures;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import scala.Tuple2;

/**
 * The gradient of a batch from workers that each take a part of it. The sum is made by a tree whose order is that of the parts,
 * not of their arrival: a run repeats bit by bit with as many parts, also where a worker's part had to be done again.
 */
public final class SparkGradients implements GradientSource {
    /** So many gradients the driver adds up by itself. */
    private static final int FEW = 4;

    private final JavaSparkContext spark;
    private final ModelConfig config;
    private final int parts;

    /** @param parts that a batch is cut into, 1 or more */
    public SparkGradients(JavaSparkContext spark, ModelConfig config, int parts) {
        this.spark = spark;
        this.config = config;
        this.parts = parts;
    }

    @Override
    public double gradients(
            Map<String, float[]> parameters, MultiDataSet batch, IterationDraws draws, Map<String, float[]> gradients) {
        Flat flat = new Flat(config);
        try {
            Broadcast<float[]> values = spark.broadcast(flat.of(parameters));
            List<BatchPart> cut = BatchPart.of(batch, parts);
            int threads = spark.getConf().getInt("spark.task.cpus", 1);
            JavaRDD<PartSum> computed =
                    spark.parallelize(cut, cut.size()).map(new PartTask(ModelForm.of(config), values, draws, threads));
            PartSum sum = add(inOrder(cut.size() <= FEW ? computed.collect() : subtotals(computed, cut.size())));
            values.destroy();
            flat.into(sum.gradient(), gradients);
            return sum.loss();
        } catch (Exception e) { // Scala throws checked ones undeclared
            throw SparkFailures.told("training on workers", e, spark);
        }
    }

    /** Sums of some successive parts each, as many as the root of the number of parts, made by workers. */
    private static List<PartSum> subtotals(JavaRDD<PartSum> computed, int parts) {
        int groups = (int) Math.ceil(Math.sqrt(parts));
        return computed.zipWithIndex()
                .mapToPair(each -> new Tuple2<>((int) (each._2() * groups / parts), each._1()))
                .partitionBy(new HashPartitioner(groups))
                .mapPartitions(SparkGradients::subtotal)
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
        PartSum first = sums.get(0);
        float[] gradient = first.gradient();
        double loss = first.loss();
        for (PartSum next : sums.subList(1, sums.size())) {
            loss += next.loss();
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += next.gradient()[i];
            }
        }
        return new PartSum(first.first(), loss, gradient);
    }
}
