package org.amadeus.quant.report;

import java.util.LinkedHashMap;
import java.util.Map;
import org.amadeus.model.run.StepPlan;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.SessionFiles;
import org.amadeus.model.session.WeightFormat;

/**
 * How large a model is, in bytes.
 *
 * @param fileBefore   the float32 {@code .amadeus}, without an optimizer's memory
 * @param fileAfter    the quantized one
 * @param memoryBefore parameters of the running float model: what its plan at batch 1 holds
 * @param memoryAfter  of the quantized one
 */
public record Sizes(long fileBefore, long fileAfter, long memoryBefore, long memoryAfter) {

    /** Measures two sessions. */
    public static Sizes of(Session before, Session after) {
        return new Sizes(file(before), file(after), memory(before), memory(after));
    }

    /** The quantized file's size over the float one's. */
    public double fileRatio() {
        return (double) fileAfter / fileBefore;
    }

    /** Likewise of the running models. */
    public double memoryRatio() {
        return (double) memoryAfter / memoryBefore;
    }

    private static long file(Session session) {
        return SessionFiles.nativeSize(session.withoutOptimizer(), WeightFormat.FLOAT32);
    }

    private static long memory(Session session) {
        try (StepPlan plan = StepPlan.compile(session.config(), session.stepGraph(), 1, 1)) {
            return plan.weightBytes();
        }
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file_bytes_before", fileBefore);
        json.put("file_bytes_after", fileAfter);
        json.put("file_ratio", fileRatio());
        json.put("memory_bytes_before", memoryBefore);
        json.put("memory_bytes_after", memoryAfter);
        json.put("memory_ratio", memoryRatio());
        return json;
    }
}
