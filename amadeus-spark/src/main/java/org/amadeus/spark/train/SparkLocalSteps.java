package org.amadeus.spark.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.train.update.BatchPart;
import org.amadeus.model.train.update.LocalSteps;
import org.amadeus.spark.context.SparkFailures;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Steps that workers take by themselves, each along its part of every batch, and the mean of where they come to. What comes
 * of it depends on the number of parts; with as many it repeats bit by bit, also where a worker's had to be done again.
 */
public final class SparkLocalSteps implements LocalSteps {
    private final JavaSparkContext spark;
    private final ModelConfig config;
    private final int parts;

    /** @param parts that each batch is cut into, 1 or more */
    public SparkLocalSteps(JavaSparkContext spark, ModelConfig config, int parts) {
        this.spark = spark;
        this.config = config;
        this.parts = parts;
    }

    @Override
    public Taken take(Map<String, float[]> parameters, AdamState memory, List<MultiDataSet> batches, Plan plan) {
        try {
            TrainingState start = new TrainingState(new Flat(config), parameters, memory);
            Broadcast<float[]> values = spark.broadcast(start.values());
            List<List<BatchPart>> cut = cut(batches);
            int threads = spark.getConf().getInt("spark.task.cpus", 1);
            JavaRDD<PartSum> computed = spark.parallelize(cut, cut.size())
                    .map(new LocalTask(ModelForm.of(config), values, memory.step(), plan, threads));
            PartSum mean = PartSum.of(computed, cut.size());
            values.destroy();
            TrainingState end = new TrainingState(mean.values(), memory.step() + batches.size());
            int steps = batches.size();
            return new Taken(
                    Arrays.copyOf(mean.numbers(), steps),
                    Arrays.copyOfRange(mean.numbers(), steps, 2 * steps),
                    end.parameters(new Flat(config)),
                    end.memory(new Flat(config)));
        } catch (Exception e) { // Scala throws checked ones undeclared
            throw SparkFailures.explained("training on workers", e, spark);
        }
    }

    /** Each worker's part of every batch. */
    private List<List<BatchPart>> cut(List<MultiDataSet> batches) {
        List<List<BatchPart>> cut = new ArrayList<>();
        for (MultiDataSet batch : batches) {
            List<BatchPart> own = BatchPart.of(batch, parts);
            for (int i = 0; i < own.size(); i++) {
                if (cut.size() == i) {
                    cut.add(new ArrayList<>());
                }
                cut.get(i).add(own.get(i));
            }
        }
        return cut;
    }
}
