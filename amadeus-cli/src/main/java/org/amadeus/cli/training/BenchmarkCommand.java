package org.amadeus.cli.training;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.amadeus.cli.error.UsageException;
import org.amadeus.cli.option.ClusterOptions;
import org.amadeus.cli.option.SessionName;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.backend.NativeThreads;
import org.amadeus.model.benchmark.Measurement;
import org.amadeus.model.benchmark.StepBenchmark;
import org.amadeus.model.benchmark.TrainBenchmark;
import org.amadeus.model.cluster.Cluster;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepModel;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.quant.coding.Activations;
import org.amadeus.quant.coding.WeightCoding;
import org.amadeus.quant.rewrite.Calibration;
import org.amadeus.quant.rewrite.GraphRewriter;
import org.amadeus.quant.rules.LayerKind;
import org.amadeus.quant.rules.Rule;
import org.amadeus.quant.rules.Rules;
import org.amadeus.quant.rules.Schemes;
import org.amadeus.quant.rules.Treatment;
import org.nd4j.autodiff.samediff.SameDiff;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "benchmark",
        description = "Time a step of the model, or an iteration of its training.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  amadeus benchmark                      a step, default sizes, batch 1 and 8",
            "  amadeus benchmark step --json --threads 2",
            "  amadeus benchmark train --threads 2    an iteration: 64 windows of 200 events",
            "Shown are milliseconds a step or iteration, in the best and in the median of",
            "seven repetitions; for a step beside the time that reading the weights takes."
        })
public final class BenchmarkCommand implements Callable<Integer> {
    private static final int[] BATCHES = {1, 8};
    private static final int TRAINING_BATCH = 64;

    @Spec
    private CommandSpec spec;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "WHAT",
            defaultValue = "step",
            description = "What to time: step or train. Default: ${DEFAULT-VALUE}.")
    private String what;

    @Option(
            names = {"-s", "--session"},
            paramLabel = "FILE",
            description = "Time this session. Default: a model of the default sizes (hidden 512, 3 layers).")
    private Path session;

    @Option(names = "--batch", paramLabel = "B", description = "Samples at once. Default: 1, then 8; train: 64.")
    private Integer batch;

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "1 or 2; train: 1 or more. Default: ${DEFAULT-VALUE}.")
    private int threads;

    @Option(names = "--json", description = "One JSON object a line.")
    private boolean json;

    @Mixin
    private ClusterOptions cluster;

    @Override
    public Integer call() {
        if (!what.equals("step") && !what.equals("train")) {
            throw new UsageException("benchmark " + what + ": expected step or train");
        }
        if (threads < 1 || threads > 2 && what.equals("step")) {
            throw new UsageException("--threads is " + threads + ", expected 1 .. 2");
        }
        if (batch != null && (batch < 1 || batch > 1024)) {
            throw new UsageException("--batch is " + batch + ", expected 1 .. 1024");
        }
        boolean onCluster = cluster.given();
        Session loaded = session == null ? null : SessionName.load(session);
        ModelConfig config = loaded == null ? ModelConfig.defaults(CodecProfile.REFERENCE) : loaded.config();
        NativeThreads.use(what.equals("train") ? threads : 1);
        if (onCluster) {
            if (what.equals("step")) {
                throw new UsageException("--master is about benchmark train: a step is this machine's alone");
            }
            try (Cluster workers = cluster.connect()) {
                print(TrainBenchmark.iteration(
                        config, trainingBatch(), threads, Optional.of(workers.gradients(config))));
            }
        } else if (what.equals("train")) {
            print(TrainBenchmark.iteration(config, trainingBatch(), threads, Optional.empty()));
        } else {
            steps(config, loaded);
        }
        return 0;
    }

    private int trainingBatch() {
        return batch == null ? TRAINING_BATCH : batch;
    }

    /** @param loaded null for a model of random weights */
    private void steps(ModelConfig config, Session loaded) {
        SameDiff graph = loaded == null ? StepBenchmark.randomGraph(config) : loaded.stepGraph();
        boolean plain = loaded == null || loaded.isPlain();
        long weights = StepBenchmark.weights(config);
        if (plain) {
            print(StepBenchmark.floor("fp32 weights read once", Float.BYTES * weights, threads));
        }
        print(StepBenchmark.floor("int8 weights read once", weights, threads));
        for (int size : batch == null ? BATCHES : new int[] {batch}) {
            if (plain) {
                step("fp32 " + StepKernels.fastest().name(), config, graph, size);
                step("int8 weight-only", config, quantized(config, graph, Schemes.WEIGHT_ONLY, true), size);
                step("  with float32 gates", config, quantized(config, graph, Schemes.WEIGHT_ONLY, false), size);
                step("int8 dynamic", config, quantized(config, graph, Schemes.DYNAMIC, true), size);
                for (WeightCoding coding : WeightCoding.all()) {
                    if (coding.isGrouped()) {
                        Rule all = new Rule(
                                Pattern.compile(".*"), Optional.empty(), Treatment.of(coding, Activations.FLOAT));
                        step(coding.id(), config, quantized(config, graph, new Rules(coding.id(), List.of(all))), size);
                    }
                }
            } else {
                step("as the session is", config, graph, size);
            }
        }
    }

    /** By a scheme, with the gates in half or in single precision. */
    private static SameDiff quantized(ModelConfig config, SameDiff graph, String scheme, boolean half) {
        Rules rules = Schemes.of(scheme);
        if (!half) {
            rules = rules.after(
                    List.of(new Rule(Pattern.compile(".*"), Optional.of(LayerKind.GATES), Treatment.FLOAT32)));
        }
        return quantized(config, graph, rules);
    }

    private static SameDiff quantized(ModelConfig config, SameDiff graph, Rules rules) {
        return GraphRewriter.rewrite(config, graph, rules, Calibration.NONE);
    }

    private void step(String variant, ModelConfig config, SameDiff graph, int size) {
        try (StepModel model = StepPlan.compile(
                config, graph, size, threads, StepKernels.fastest().lasting())) {
            print(StepBenchmark.step(variant, threads, model));
        }
    }

    private void print(Measurement measured) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(measured.toJson());
        } else {
            out.printf(
                    Locale.ROOT,
                    "%-6s %-24s batch %-3d threads %d  %8.3f ms  (median %.3f)%n",
                    measured.what(),
                    measured.variant(),
                    measured.batch(),
                    measured.threads(),
                    measured.ms(),
                    measured.msMedian());
        }
    }
}
