package org.amadeus.benchmarks;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.benchmark.StepBenchmark;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.run.StepPlan;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One step of a model of the default sizes, by each kernel family. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 1,
        jvmArgsAppend = {"--add-modules", "jdk.incubator.vector", "-XX:+UseSerialGC"})
public class KernelBenchmark {
    @Param({"vector", "scalar"})
    private String kernels;

    @Param({"1", "2", "4", "8", "32"})
    private int batch;

    @Param({"1", "2"})
    private int threads;

    private StepPlan plan;
    private int[] events;
    private float[] conditions;
    private float[] logits;

    @Setup(Level.Trial)
    public void compile() {
        ModelConfig config = ModelConfig.defaults(CodecProfile.EXPRESSIVE);
        plan = StepPlan.compile(
                config,
                StepBenchmark.randomGraph(config),
                batch,
                threads,
                kernels.equals("vector") ? StepKernels.vector() : StepKernels.scalar());
        events = new Random(0).ints(batch, 0, config.eventDim()).toArray();
        conditions = new float[batch * config.conditionDim()];
        logits = new float[batch * config.eventDim()];
    }

    @Benchmark
    public float[] step() {
        plan.step(events, conditions, logits);
        return logits;
    }

    @TearDown(Level.Trial)
    public void close() {
        plan.close();
    }
}
