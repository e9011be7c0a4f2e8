package org.amadeus.model.run;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.amadeus.model.op.OpSession;
import org.amadeus.model.op.Ops;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.listeners.At;
import org.nd4j.autodiff.listeners.Listener;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.config.ExecutionResult;
import org.nd4j.autodiff.samediff.config.SDValue;
import org.nd4j.autodiff.samediff.internal.FrameIter;
import org.nd4j.autodiff.samediff.internal.Variable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Runs a graph that may contain our ops with plain SameDiff, again and again, in memory that is used again. Goes around
 * what M2.1 does of its own: a session for each thread, each with its own cache of arrays; arrays that a session never
 * takes back, those that it returned and those that nobody used; ids of all arrays it ever released, kept for good. Not
 * thread-safe.
 */
public final class GraphRunner implements AutoCloseable {
    private final SameDiff graph;
    private final PooledSession session;

    public GraphRunner(SameDiff graph) {
        Ops.register();
        this.graph = graph;
        this.session = new PooledSession(graph);
    }

    /**
     * Computes outputs from placeholders.
     *
     * @param placeholders array by placeholder name
     * @param outputs      names of the variables to compute
     * @return each output's array by name; valid until the next run
     */
    public Map<String, INDArray> run(Map<String, INDArray> placeholders, List<String> outputs) {
        return run(placeholders, outputs, null, Set.of(), graph.getListeners(), At.defaultAt());
    }

    /**
     * Likewise, watched by listeners.
     *
     * @param batch    what the placeholders were made from, for the listeners
     * @param watched  variables to compute for them, beside the outputs
     * @param at       where in a training that is
     */
    public Map<String, INDArray> run(
            Map<String, INDArray> placeholders,
            List<String> outputs,
            MultiDataSet batch,
            Set<String> watched,
            List<Listener> listeners,
            At at) {
        session.begin(outputs, watched);
        return session.output(outputs, placeholders, batch, watched, listeners, at);
    }

    /** Frees the memory of the runs; the graph's own arrays stay. */
    @Override
    public void close() {
        session.pool.close();
    }

    private static final class PooledSession extends OpSession {
        private final ArrayPool pool = new ArrayPool();
        private Set<String> wanted = Set.of();

        PooledSession(SameDiff graph) {
            super(graph);
            setMmgr(pool);
        }

        /** What was given out before is no longer in use. */
        void begin(List<String> outputs, Set<String> watched) {
            pool.releaseAll();
            freedArrays.clear();
            wanted = new HashSet<>(outputs);
            wanted.addAll(watched);
        }

        /** Takes back at once what an op computed and nobody will ask for, such as the workspace of a backward pass. */
        @Override
        public ExecutionResult doExec(
                DifferentialFunction op,
                OpContext context,
                FrameIter frame,
                Set<VarId> opInputs,
                Set<VarId> allIterInputs,
                Set<String> constAndPhInputs,
                Map<String, SDValue> otherPlaceholders) {
            ExecutionResult result =
                    super.doExec(op, context, frame, opInputs, allIterInputs, constAndPhInputs, otherPlaceholders);
            String[] names = op.outputVariablesNames();
            for (int i = 1; i < names.length; i++) {
                Variable variable = sameDiff.getVariables().get(names[i]);
                boolean used = variable.getInputsForOp() != null
                        && !variable.getInputsForOp().isEmpty();
                if (!used && !wanted.contains(names[i])) {
                    pool.release(context.getOutputArray(i));
                }
            }
            return result;
        }
    }
}
