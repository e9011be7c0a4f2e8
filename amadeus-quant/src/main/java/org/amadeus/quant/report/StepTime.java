package org.amadeus.quant.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.amadeus.model.benchmark.StepBenchmark;
import org.amadeus.model.kernel.step.StepKernels;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;

/**
 * How long a step takes, in the best of several repetitions.
 *
 * @param batch   samples at once
 * @param threads threads used
 * @param before  the float model, ms
 * @param after   the quantized one, ms
 */
public record StepTime(int batch, int threads, double before, double after) {
    private static final int[] BATCHES = {1, 8};

    /** Times two sessions at batch 1 and 8. */
    public static List<StepTime> measure(Session before, Session after, int threads) {
        List<StepTime> times = new ArrayList<>();
        for (int batch : BATCHES) {
            times.add(new StepTime(batch, threads, ms(before, batch, threads), ms(after, batch, threads)));
        }
        return times;
    }

    private static double ms(Session session, int batch, int threads) {
        try (StepPlan plan = StepPlan.compile(
                session.config(),
                session.stepGraph(),
                batch,
                threads,
                StepKernels.fastest().lasting())) {
            return StepBenchmark.step("report", threads, plan).ms();
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("batch", batch);
        json.put("threads", threads);
        json.put("ms_before", before);
        json.put("ms_after", after);
        return json;
    }
}
