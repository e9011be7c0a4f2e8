package org.amadeus.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of a SameDiff graph of one's own, in double, beside central differences. */
public final class NumericGradients {
    private static final double STEP = 1e-5;

    private final SeededRandom random = new SeededRandom();
    private final SameDiff graph = SameDiff.create();

    public SameDiff graph() {
        return graph;
    }

    /** A variable of random numbers. */
    public SDVariable variable(String name, long... shape) {
        return graph.var(name, normal(shape));
    }

    private INDArray normal(long... shape) {
        int count = 1;
        for (long size : shape) {
            count *= (int) size;
        }
        return Nd4j.createFromArray(random.normal(count, 1))
                .castTo(DataType.DOUBLE)
                .reshape(shape);
    }

    /** Checks the gradients of all variables, for a loss that is a random weighting of an output. */
    public void check(SDVariable output, long... shape) {
        check(output.mul(graph.constant("weighting", normal(shape))).sum("total"));
    }

    /** Likewise, of a loss. */
    public void check(SDVariable loss) {
        graph.setLossVariables(loss.name());
        List<String> names = graph.variables().stream()
                .filter(v -> v.getVariableType() == VariableType.VARIABLE)
                .map(SDVariable::name)
                .toList();
        Map<String, INDArray> gradients = graph.calculateGradients(Map.of(), names);
        Function<INDArray, Double> total =
                array -> graph.output(Map.of(), loss.name()).get(loss.name()).getDouble(0);
        for (String name : names) {
            INDArray values = graph.getArrForVarName(name);
            INDArray flat = values.reshape(values.length());
            INDArray analytic = gradients.get(name).dup('c').reshape(values.length());
            for (long i = 0; i < flat.length(); i++) {
                double value = flat.getDouble(i);
                flat.putScalar(i, value + STEP);
                double above = total.apply(values);
                flat.putScalar(i, value - STEP);
                double below = total.apply(values);
                flat.putScalar(i, value);
                double numeric = (above - below) / (2 * STEP);
                assertEquals(
                        numeric,
                        analytic.getDouble(i),
                        1e-6 * (1 + Math.abs(numeric)),
                        name + "[" + i + "]; " + random);
            }
        }
    }
}
