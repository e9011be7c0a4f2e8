package org.amadeus.cli.option;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.amadeus.cli.error.UsageException;
import org.amadeus.model.cluster.Cluster;
import org.amadeus.model.cluster.ClusterSettings;
import picocli.CommandLine.Option;

/** Where the work is done, where that is not this process alone. */
public final class ClusterOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            defaultValue = "${sys:spark.master}",
            description = "Work on Apache Spark: local[N], spark://HOST:PORT, see docs/scale.md. Default: on this"
                    + " machine, without Spark; in spark-submit as that says.")
    private String master;

    @Option(
            names = "--partitions",
            paramLabel = "N",
            description = "With --master: parts to cut the work into. Default: by the workers' cores.")
    private Integer partitions;

    @Option(
            names = "--conf",
            paramLabel = "NAME=VALUE",
            description = "With --master: a setting of Spark's. May be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** Whether other workers do the work. */
    public boolean given() {
        if (partitions != null) {
            UsageException.require("--partitions", partitions, 1, Integer.MAX_VALUE);
        }
        boolean given = master != null && !master.isEmpty();
        if (!given && (partitions != null || !properties.isEmpty())) {
            throw new UsageException(
                    (partitions != null ? "--partitions" : "--conf") + " is about Spark's workers: give --master too");
        }
        return given;
    }

    /** Gets them. */
    public Cluster connect() {
        return Cluster.connect(new ClusterSettings(
                master, properties, partitions == null ? OptionalInt.empty() : OptionalInt.of(partitions)));
    }
}
