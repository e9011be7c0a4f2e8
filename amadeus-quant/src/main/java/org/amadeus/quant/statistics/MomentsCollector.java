package org.amadeus.quant.statistics;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.amadeus.data.Progress;
import org.amadeus.model.ModelConfig;
import org.amadeus.model.train.BatchSource;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.BaseListener;
import org.nd4j.autodiff.listeners.Operation;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/** Collects the second moments of what some linear layers of a plain step graph hear. */
public final class MomentsCollector {
    private final TeacherForcedRun music;

    /** @param graph a plain step graph of {@code config} */
    public MomentsCollector(ModelConfig config, SameDiff graph) {
        this.music = new TeacherForcedRun(config, graph);
    }

    /**
     * Moments over batches, each begun from a random init ~ N(0, 1).
     *
     * @param layers names of linear layers, of their outputs
     * @param count  how many batches
     */
    public InputMoments collect(Set<String> layers, BatchSource batches, int count, long seed, Progress progress) {
        InputListener listener = new InputListener(layers);
        music.run(listener, batches, count, seed, progress);
        Map<String, double[]> totals = new HashMap<>();
        listener.sums.forEach((layer, sum) -> totals.put(layer, sum.total()));
        return new InputMoments(totals);
    }

    private static final class InputListener extends BaseListener {
        private final Set<String> layers;
        private final Map<String, MomentSum> sums = new HashMap<>();

        InputListener(Set<String> layers) {
            this.layers = layers;
        }

        @Override
        public boolean isActive(Operation operation) {
            return true;
        }

        @Override
        public void opExecution(
                SameDiff graph, At at, MultiDataSet batch, SameDiffOp op, OpContext context, INDArray[] outputs) {
            String name = op.getOutputsOfOp().get(0);
            if (layers.contains(name)) {
                INDArray x = context.getInputArray(0);
                sums.computeIfAbsent(name, layer -> new MomentSum((int) x.size(1)))
                        .add(x);
            }
        }
    }
}
