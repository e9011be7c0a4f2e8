package org.amadeus.charts.training;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.train.listener.TrainingIteration;
import org.bytedeco.javacpp.Pointer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.ui.model.stats.StatsListener;
import org.deeplearning4j.ui.model.stats.api.Histogram;
import org.deeplearning4j.ui.model.stats.api.StatsInitializationReport;
import org.deeplearning4j.ui.model.stats.api.StatsReport;
import org.deeplearning4j.ui.model.stats.api.StatsType;
import org.deeplearning4j.ui.model.stats.impl.java.JavaStatsInitializationReport;
import org.deeplearning4j.ui.model.stats.impl.java.JavaStatsReport;
import org.nd4j.linalg.factory.Nd4j;

/** A training run in the form in which DL4J's charts read it. One run is one session with one worker. */
final class Reports {
    private static final String WORKER = "0";

    private final String session;
    private final ModelConfig config;
    private final ModelPicture picture;
    private final long started = System.currentTimeMillis();
    private long lastTime = started;
    private long lastIteration;

    /** @param iteration updates made before this run */
    Reports(String session, ModelConfig config, long iteration) {
        this.session = session;
        this.config = config;
        this.lastIteration = iteration;
        this.picture = new ModelPicture(config);
    }

    /** What stays the same: the model, the machine, the software. */
    StatsInitializationReport ofStart() {
        StatsInitializationReport report = new JavaStatsInitializationReport();
        report.reportIDs(session, StatsListener.TYPE_ID, WORKER, started);
        String[] processAtHost = ManagementFactory.getRuntimeMXBean().getName().split("@", 2);
        report.reportSoftwareInfo(
                System.getProperty("os.arch"),
                System.getProperty("os.name"),
                System.getProperty("java.vm.name"),
                System.getProperty("java.version"),
                System.getProperty("java.specification.version"),
                Nd4j.factory().getClass().getName(),
                Nd4j.dataType().toString(),
                processAtHost[processAtHost.length - 1],
                processAtHost[0],
                Map.of());
        Runtime runtime = Runtime.getRuntime();
        report.reportHardwareInfo(
                runtime.availableProcessors(),
                0,
                runtime.maxMemory(),
                Pointer.maxBytes(),
                new long[0],
                new String[0],
                WORKER);
        Map<String, List<Integer>> shapes = Parameters.shapes(config);
        report.reportModelInfo(
                // The name tells the charts how to read the JSON.
                ComputationGraph.class.getName(),
                picture.json(),
                shapes.keySet().stream().map(picture::nameOf).toArray(String[]::new),
                picture.layers(),
                shapes.values().stream()
                        .mapToLong(
                                shape -> shape.stream().mapToLong(size -> size).reduce(1, Math::multiplyExact))
                        .sum());
        return report;
    }

    /** One update of the parameters. The charts' "examples" are events. */
    StatsReport of(TrainingIteration iteration) {
        StatsReport report = new JavaStatsReport();
        long now = Math.max(System.currentTimeMillis(), lastTime + 1); // reports are told apart by their time
        report.reportIDs(session, StatsListener.TYPE_ID, WORKER, now);
        report.reportIterationCount((int) iteration.iteration());
        report.reportScore(iteration.loss());
        Runtime runtime = Runtime.getRuntime();
        report.reportMemoryUse(
                runtime.totalMemory() - runtime.freeMemory(),
                runtime.maxMemory(),
                Pointer.totalBytes(),
                Pointer.maxBytes(),
                new long[0],
                new long[0]);
        double perSecond = (iteration.iteration() - lastIteration) * 1000.0 / Math.max(1, now - lastTime);
        report.reportPerformance(
                now - started, iteration.iteration(), iteration.iteration(), iteration.eventsPerSecond(), perSecond);
        lastTime = now;
        lastIteration = iteration.iteration();
        reportTensors(report, iteration);
        return report;
    }

    private void reportTensors(StatsReport report, TrainingIteration iteration) {
        Map<String, TensorSummary> parameters = new HashMap<>();
        Map<String, TensorSummary> gradients = new HashMap<>();
        Map<String, TensorSummary> updates = new HashMap<>();
        Map<String, Double> rates = new HashMap<>();
        for (String parameter : iteration.parameterNames()) {
            String name = picture.nameOf(parameter);
            parameters.put(name, TensorSummary.of(iteration.parameter(parameter)));
            gradients.put(name, TensorSummary.of(iteration.gradient(parameter)));
            updates.put(name, TensorSummary.of(iteration.update(parameter)));
            rates.put(name, iteration.learningRate());
        }
        report.reportLearningRates(rates);
        reportSummaries(report, StatsType.Parameters, parameters);
        reportSummaries(report, StatsType.Gradients, gradients);
        reportSummaries(report, StatsType.Updates, updates);
        // The model page has no chart of gradients: theirs stand beside those of the updates.
        Map<String, Histogram> histograms = histograms(updates, "");
        histograms.putAll(histograms(gradients, "_gradient"));
        report.reportHistograms(StatsType.Updates, histograms);
        report.reportHistograms(StatsType.Parameters, histograms(parameters, ""));
    }

    private static void reportSummaries(StatsReport report, StatsType type, Map<String, TensorSummary> tensors) {
        report.reportMean(type, each(tensors, TensorSummary::mean));
        report.reportStdev(type, each(tensors, TensorSummary::deviation));
        report.reportMeanMagnitudes(type, each(tensors, TensorSummary::meanMagnitude));
    }

    private static Map<String, Double> each(
            Map<String, TensorSummary> tensors, ToDoubleFunction<TensorSummary> number) {
        Map<String, Double> numbers = new HashMap<>();
        tensors.forEach((name, summary) -> numbers.put(name, number.applyAsDouble(summary)));
        return numbers;
    }

    private static Map<String, Histogram> histograms(Map<String, TensorSummary> tensors, String suffix) {
        Map<String, Histogram> histograms = new HashMap<>();
        tensors.forEach((name, summary) -> histograms.put(name + suffix, summary.histogram()));
        return histograms;
    }
}
