package org.amadeus.spark;

import org.amadeus.model.cluster.Cluster;
import org.amadeus.model.cluster.ClusterProvider;
import org.amadeus.model.cluster.ClusterSettings;
import org.amadeus.spark.context.Contexts;

/** Offers Spark's workers. */
public final class SparkProvider implements ClusterProvider {
    @Override
    public Cluster connect(ClusterSettings settings) {
        return new SparkCluster(Contexts.open(settings), settings.partitions());
    }
}
