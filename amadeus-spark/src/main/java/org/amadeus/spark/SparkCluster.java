package org.amadeus.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.amadeus.data.Progress;
import org.amadeus.data.dataset.DatasetPart;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.input.MidiInput;
import org.amadeus.model.cluster.Cluster;
import org.amadeus.model.evaluate.EvaluationResult;
import org.amadeus.model.evaluate.Evaluator;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.update.GradientSource;
import org.amadeus.model.train.update.LocalSteps;
import org.amadeus.spark.evaluate.SparkEvaluation;
import org.amadeus.spark.preprocess.SparkMidi;
import org.amadeus.spark.train.SparkGradients;
import org.amadeus.spark.train.SparkLocalSteps;
import org.apache.spark.api.java.JavaSparkContext;

/** Workers of one Spark application, which ends with this. */
final class SparkCluster implements Cluster {
    private final JavaSparkContext spark;
    private final OptionalInt partitions;

    SparkCluster(JavaSparkContext spark, OptionalInt partitions) {
        this.spark = spark;
        this.partitions = partitions;
    }

    @Override
    public MidiInput midi(String place, Path store) throws IOException {
        return SparkMidi.of(spark, partitions, place, store);
    }

    @Override
    public EvaluationResult evaluate(
            Evaluator evaluator, Session session, PerformanceDataset dataset, DatasetPart part, Progress progress)
            throws IOException {
        return new SparkEvaluation(spark, partitions).evaluate(evaluator, session, dataset, part, progress);
    }

    @Override
    public GradientSource gradients(ModelConfig config) {
        return new SparkGradients(spark, config, parts());
    }

    @Override
    public LocalSteps localSteps(ModelConfig config) {
        return new SparkLocalSteps(spark, config, parts());
    }

    /** That a batch is cut into. */
    private int parts() {
        return partitions.orElse(spark.defaultParallelism());
    }

    @Override
    public void close() {
        spark.stop();
    }
}
