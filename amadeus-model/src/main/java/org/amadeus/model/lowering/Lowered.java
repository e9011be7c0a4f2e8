package org.amadeus.model.lowering;

import java.util.List;
import java.util.Map;
import org.amadeus.model.kernel.step.StepKernel;

/**
 * What a graph was lowered to.
 *
 * @param kernels in the order they run
 * @param floats  buffer [B, size] of each float placeholder that is used, and of each output asked for, by name
 * @param ints    buffer [B] of each int32 placeholder that is used, by name
 * @param limits  what the numbers of each int32 placeholder have to be below, by name
 */
public record Lowered(
        List<StepKernel> kernels, Map<String, float[]> floats, Map<String, int[]> ints, Map<String, Long> limits) {}
