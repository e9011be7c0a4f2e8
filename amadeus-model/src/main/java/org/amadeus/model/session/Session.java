package org.amadeus.model.session;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.amadeus.data.AmadeusException;
import org.amadeus.model.network.AdamState;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.op.KeepsParameter;
import org.amadeus.model.op.KeepsParameter.Kept;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A model and its history.
 *
 * @param config     sizes and codec profile
 * @param stepGraph  the model as it plays, event by event; the one truth, plain or quantized. A
 *                   {@link org.amadeus.model.run.GraphRunner} runs it, a {@link org.amadeus.model.run.StepPlan} runs it fast
 * @param optimizer  Adam's memory, where the training can go on
 * @param progress   how far the training has come
 * @param provenance where the model comes from ("data", "license", "imported from" ..), in the order to show it
 */
public record Session(
        ModelConfig config,
        SameDiff stepGraph,
        Optional<AdamState> optimizer,
        TrainingProgress progress,
        Map<String, String> provenance) {

    public Session {
        provenance = Collections.unmodifiableMap(new LinkedHashMap<>(provenance));
    }

    /**
     * A fresh model.
     *
     * @param seed what its parameters, and its training, are drawn from
     */
    public static Session untrained(ModelConfig config, long seed) {
        return new Session(
                config,
                StepGraph.build(config, Parameters.initial(config, seed)),
                Optional.empty(),
                TrainingProgress.none(seed),
                Map.of());
    }

    /** Whether every parameter is there in float32: false once the graph was quantized. */
    public boolean isPlain() {
        return Parameters.shapes(config).keySet().stream().allMatch(name -> {
            SDVariable variable = stepGraph.getVariable(name);
            return variable != null && variable.dataType() == DataType.FLOAT;
        });
    }

    /** What the weights are kept in, at their smallest: {@code float32}, {@code int8}, {@code int4} .. */
    public String precision() {
        if (isPlain()) {
            return "float32";
        }
        return kept().stream()
                .min(Comparator.comparingInt(Kept::bits))
                .map(Kept::type)
                .orElse("int8");
    }

    /** Parameters that ops keep in a form of their own. */
    public List<Kept> kept() {
        return stepGraph.getOps().values().stream()
                .filter(op -> op.getOp() instanceof KeepsParameter)
                .map(op -> ((KeepsParameter) op.getOp()).kept())
                .toList();
    }

    /**
     * A copy of the parameters.
     *
     * @throws AmadeusException where the graph is quantized, so that they are no longer there
     */
    public Parameters parameters() {
        if (!isPlain()) {
            throw new AmadeusException("this session is quantized and no longer holds float32 parameters; "
                    + "use the session that it was made from");
        }
        return StepGraph.parameters(config, stepGraph);
    }

    /** The same model and history without what it takes to train on. */
    public Session withoutOptimizer() {
        return new Session(config, stepGraph, Optional.empty(), progress, provenance);
    }

    /** The same history of another form of the model, without what it takes to train on. */
    public Session withGraph(SameDiff graph) {
        return new Session(config, graph, Optional.empty(), progress, provenance);
    }
}
