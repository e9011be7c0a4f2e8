package org.amadeus.spark.context;

import java.io.File;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.cluster.ClusterSettings;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Starts Spark with settings of ours: quiet, without pages, and with our classes where the workers find them. */
public final class Contexts {
    /** What our kernels ask of a worker's JVM beyond what Spark gives it. */
    private static final String WORKER_OPTIONS = "--add-modules=jdk.incubator.vector"
            + " -Dorg.bytedeco.javacpp.logger.debug=false -Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

    /** {@code local-cluster[workers,cores,megabytes]}: processes of this machine. */
    private static final Pattern LOCAL_CLUSTER = Pattern.compile("local-cluster\\[ *\\d+ *, *\\d+ *, *(\\d+) *\\]");

    private Contexts() {}

    /**
     * Starts Spark.
     *
     * @throws AmadeusException where that fails, or {@code settings} ask for what this program lacks
     */
    public static JavaSparkContext open(ClusterSettings settings) {
        SparkConf conf = new SparkConf().setMaster(settings.master());
        settings.properties().forEach(conf::set);
        conf.setIfMissing("spark.app.name", "amadeus");
        conf.setIfMissing("spark.ui.enabled", "false");
        conf.setIfMissing("spark.ui.showConsoleProgress", "false");
        conf.setIfMissing("spark.executor.extraJavaOptions", WORKER_OPTIONS);
        boolean submitted = conf.contains("spark.submit.deployMode");
        if (!submitted) {
            requireWithin(settings, conf);
        }
        Matcher processes = LOCAL_CLUSTER.matcher(settings.master());
        if (processes.matches()) {
            conf.setIfMissing("spark.executor.memory", processes.group(1) + "m");
        }
        if (settings.master().startsWith("local")) {
            // All of it on this machine, and heard by this machine alone.
            conf.setIfMissing("spark.driver.host", "127.0.0.1");
            conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
            conf.setIfMissing("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        } else if (!submitted) {
            conf.setIfMissing(
                    "spark.jars", ownJars(System.getProperty("java.class.path"), System.getenv("SPARK_HOME")));
        }
        try {
            return new JavaSparkContext(conf);
        } catch (Exception | LinkageError e) { // Scala throws checked ones undeclared
            throw SparkFailures.explained("--master " + settings.master(), e);
        }
    }

    /** What this program's part of Spark cannot do, and the whole one can. */
    private static void requireWithin(ClusterSettings settings, SparkConf conf) {
        String master = settings.master();
        if (!master.matches("local|local\\[.+]|local-cluster\\[.+]|spark://.+")) {
            throw new AmadeusException("--master " + master + ": this program reaches local, local[N],"
                    + " local-cluster[WORKERS,CORES,MB] and spark://HOST:PORT. For yarn and k8s:// give the jar to the"
                    + " spark-submit of that cluster's own Spark, see docs/scale.md");
        }
        if (conf.getBoolean("spark.ui.enabled", false)) {
            throw new AmadeusException("--conf spark.ui.enabled=true: this program brings none of Spark's pages."
                    + " spark-submit does, see docs/scale.md");
        }
        if (master.startsWith("local-cluster") && System.getenv("SPARK_LOCAL_IP") == null) {
            throw new AmadeusException("--master " + master + ": Spark would show its pages to the whole network."
                    + " Set SPARK_LOCAL_IP=127.0.0.1");
        }
    }

    /**
     * The jars that workers elsewhere lack: all that are not Spark's own.
     *
     * @param home Spark's, with its jars in a folder of that name; null where nobody knows
     */
    static String ownJars(String classPath, String home) {
        String theirs = home == null ? null : new File(home, "jars").getAbsolutePath() + File.separator;
        return Stream.of(classPath.split(File.pathSeparator))
                .map(File::new)
                .map(File::getAbsolutePath)
                .filter(jar -> jar.endsWith(".jar") && (theirs == null || !jar.startsWith(theirs)))
                .collect(Collectors.joining(","));
    }
}
