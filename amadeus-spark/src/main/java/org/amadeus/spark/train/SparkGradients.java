package org.amadeus.spark.train;

import java.util.List;
import java.util.Map;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.train.update.BatchPart;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.model.window.IterationDraws;
import org.amadeus.spark.context.SparkFailures;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * The gradient of a batch from workers that each take a part of it. A run repeats bit by bit with as many parts, also where a
 * worker's part had to be done again.
 */
public final class SparkGradients implements GradientSource {
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
            Map<String, float[]> parameters,
            MultiDataSet batch,
            IterationDraws draws,
            double teacherForcing,
            Map<String, float[]> gradients) {
        Flat flat = new Flat(config);
        try {
            Broadcast<float[]> values = spark.broadcast(flat.of(parameters));
            List<BatchPart> cut = BatchPart.of(batch, parts);
            int threads = spark.getConf().getInt("spark.task.cpus", 1);
            JavaRDD<PartSum> computed = spark.parallelize(cut, cut.size())
                    .map(new PartTask(ModelForm.of(config), values, draws, teacherForcing, threads));
            PartSum sum = PartSum.of(computed, cut.size());
            values.destroy();
            flat.into(sum.values(), gradients);
            return sum.numbers()[0];
        } catch (Exception e) { // Scala throws checked ones undeclared
            throw SparkFailures.explained("training on workers", e, spark);
        }
    }

    @Override
    public boolean samples() {
        return true;
    }
}
