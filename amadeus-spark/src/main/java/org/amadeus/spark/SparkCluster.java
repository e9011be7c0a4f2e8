package org.amadeus.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.amadeus.data.dataset.MidiInput;
import org.amadeus.model.cluster.Cluster;
import org.amadeus.spark.preprocess.SparkMidi;
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
    public void close() {
        spark.stop();
    }
}
