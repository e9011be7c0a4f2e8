package org.amadeus.model.train.update;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.PerformanceRnn;
import org.amadeus.model.window.WindowArrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Some successive windows of a batch, for one worker or one of several runs of a {@link TrainingGraph}. T steps, B windows of the whole batch, P of the part, C controls, I
 * init; time-major.
 *
 * @param steps      T
 * @param whole      B
 * @param first      the place of its first window in the batch
 * @param windows    P, 1 or more
 * @param before     the event before each step's [T, P]
 * @param targets    the events to be predicted [T, P]
 * @param conditions [T, P, 1 + C]
 * @param init       of the whole batch [B, I]: the first states of a batch are mixed
 */
public record BatchPart(
        int steps, int whole, int first, int windows, int[] before, int[] targets, float[] conditions, float[] init)
        implements Serializable {
    /**
     * Cuts a batch into parts whose sizes differ by 1 at most, as many as there are windows where fewer.
     *
     * @param batch as {@link WindowArrays} lays it out
     */
    public static List<BatchPart> of(MultiDataSet batch, int parts) {
        return of(TrainingGraph.inputs(batch), parts);
    }

    /** @param batch the inputs of a {@link TrainingGraph} of whole batches, by placeholder; masks are left out */
    static List<BatchPart> of(Map<String, INDArray> batch, int parts) {
        INDArray event = batch.get(PerformanceRnn.EVENT);
        int steps = (int) event.size(0);
        int whole = (int) event.size(1);
        int[] before = event.dup('c').data().asInt();
        int[] targets = batch.get(TrainingGraph.TARGET).dup('c').data().asInt();
        float[] conditions = HostFloats.read(batch.get(PerformanceRnn.CONDITION));
        float[] init = HostFloats.read(batch.get(PerformanceRnn.INIT));
        int numbers = conditions.length / targets.length;
        int count = Math.min(parts, whole);
        List<BatchPart> cut = new ArrayList<>();
        for (int part = 0; part < count; part++) {
            int first = (int) ((long) part * whole / count);
            int windows = (int) ((long) (part + 1) * whole / count) - first;
            int[] someBefore = new int[steps * windows];
            int[] someTargets = new int[steps * windows];
            float[] someConditions = new float[steps * windows * numbers];
            for (int t = 0; t < steps; t++) {
                int from = t * whole + first;
                System.arraycopy(before, from, someBefore, t * windows, windows);
                System.arraycopy(targets, from, someTargets, t * windows, windows);
                System.arraycopy(conditions, from * numbers, someConditions, t * windows * numbers, windows * numbers);
            }
            cut.add(new BatchPart(steps, whole, first, windows, someBefore, someTargets, someConditions, init));
        }
        return cut;
    }

    /** Every placeholder's array of a {@link TrainingGraph} of parts, but for the masks; the caller's to close. */
    Map<String, INDArray> inputs(ModelConfig config) {
        Map<String, INDArray> inputs = new LinkedHashMap<>();
        inputs.put(
                TrainingGraph.PART,
                Nd4j.createFromArray(IntStream.range(first, first + windows).toArray()));
        inputs.put(PerformanceRnn.INIT, Nd4j.createFromArray(init).reshape(whole, config.initDim()));
        inputs.put(PerformanceRnn.EVENT, Nd4j.createFromArray(before).reshape(steps, windows));
        inputs.put(
                PerformanceRnn.CONDITION,
                Nd4j.createFromArray(conditions).reshape(steps, windows, config.conditionDim()));
        inputs.put(TrainingGraph.TARGET, Nd4j.createFromArray(targets).reshape(steps, windows));
        return inputs;
    }

    /** Its share of the batch, 0 .. 1: what its loss and its gradient weigh. */
    public double share() {
        return (double) windows / whole;
    }
}
