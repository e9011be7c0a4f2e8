package org.amadeus.spark;

import java.util.Map;
import java.util.OptionalInt;
import org.amadeus.model.cluster.ClusterSettings;
import org.amadeus.spark.context.Contexts;
import org.apache.spark.api.java.JavaSparkContext;

/** Spark in the tests' own process. */
public final class LocalSpark {
    private LocalSpark() {}

    /** Two workers' threads. */
    public static JavaSparkContext open() {
        return open("local[2]", Map.of());
    }

    public static JavaSparkContext open(String master, Map<String, String> properties) {
        return Contexts.open(new ClusterSettings(master, properties, OptionalInt.empty()));
    }
}
