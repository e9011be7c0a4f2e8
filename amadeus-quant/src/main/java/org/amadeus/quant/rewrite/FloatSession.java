package org.amadeus.quant.rewrite;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.network.ModelConfig;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.network.StepGraph;
import org.amadeus.model.session.Session;
import org.amadeus.model.session.TrainingProgress;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.op.QuantizedLayer;
import org.nd4j.autodiff.samediff.SameDiff;

/** Makes a float session of a quantized one: what its integers stand for, in float32, to be trained or taken to PyTorch. */
public final class FloatSession {
    private FloatSession() {}

    /**
     * The same model with float weights. Nothing that quantizing lost comes back; its history of training ends, and its
     * provenance says where it comes from.
     *
     * @param quantized a session whose graph was quantized by any scheme; it stays as it is
     * @throws QuantizationException where its graph lacks a parameter
     */
    public static Session of(Session quantized) {
        ModelConfig config = quantized.config();
        SameDiff graph = quantized.stepGraph();
        Map<String, float[]> values = new HashMap<>();
        graph.getOps().values().forEach(op -> {
            if (op.getOp() instanceof QuantizedLayer coded) {
                values.putAll(coded.decoded());
            }
        });
        for (String name : Parameters.shapes(config).keySet()) {
            if (!values.containsKey(name) && !graph.hasVariable(name)) {
                throw new QuantizationException("the session's graph has no " + name + ", expected a step graph");
            }
            values.computeIfAbsent(name, kept -> HostFloats.read(graph.getArrForVarName(kept)));
        }
        Map<String, String> provenance = new LinkedHashMap<>(quantized.provenance());
        provenance.remove(QuantizedSession.PROVENANCE);
        provenance.put("made", "float32 from " + quantized.precision() + " weights");
        return new Session(
                config,
                StepGraph.build(config, parameters(config, values)),
                Optional.empty(),
                TrainingProgress.NONE,
                provenance);
    }

    private static Parameters parameters(ModelConfig config, Map<String, float[]> values) {
        try {
            return new Parameters(config, values);
        } catch (IllegalArgumentException e) {
            throw new QuantizationException(
                    "the session's graph does not hold the model that it says: " + e.getMessage());
        }
    }
}
