package org.amadeus.benchmarks;

import java.util.concurrent.TimeUnit;
import org.amadeus.data.CodecProfile;
import org.amadeus.model.benchmark.StepBenchmark;
import org.amadeus.model.generate.Performer;
import org.amadeus.model.generate.option.Guards;
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

/**
 * One event of every voice: draw, guard, step. With {@code -prof gc} the line {@code gc.alloc.rate.norm} tells the bytes
 * allocated per event, which are to be none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class GenerationBenchmark {
    @Param({"1", "8"})
    public int batch;

    private StepPlan plan;
    private Performer performer;

    @Setup(Level.Trial)
    public void start() {
        ModelConfig config = ModelConfig.defaults(CodecProfile.EXPRESSIVE);
        plan = StepPlan.compile(config, StepBenchmark.randomGraph(config), batch, 1);
        performer = new Performer(plan, Guards.DEFAULT);
        for (int voice = 0; voice < batch; voice++) {
            performer.start(voice, new float[config.initDim()], 1);
        }
    }

    @TearDown(Level.Trial)
    public void stop() {
        plan.close();
    }

    @Benchmark
    public int event() {
        for (int voice = 0; voice < batch; voice++) {
            performer.play(voice);
        }
        performer.step();
        return performer.event(0);
    }
}
