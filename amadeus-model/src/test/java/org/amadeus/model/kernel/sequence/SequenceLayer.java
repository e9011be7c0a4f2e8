package org.amadeus.model.kernel.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.amadeus.model.SeededRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A recurrent layer with made-up weights, input and gradient of its output, and what a kernel makes of them. */
public record SequenceLayer(SequenceShape shape, SequenceArrays in, INDArray dy) {
    /** Sizes T, B, I, H around those of vectors and blocks. */
    public static final int[][] SIZES = {
        {1, 1, 1, 1}, {1, 1, 3, 2}, {2, 1, 1, 3}, {3, 2, 5, 1}, {5, 3, 4, 7},
        {2, 4, 13, 8}, {7, 1, 16, 13}, {4, 5, 9, 15}, {3, 3, 17, 16}, {6, 2, 31, 17},
        {9, 7, 5, 31}, {2, 8, 33, 32}, {5, 1, 64, 33}, {3, 6, 24, 48}, {11, 2, 63, 63},
        {2, 9, 64, 64}, {4, 3, 65, 65}, {13, 1, 20, 100}, {3, 5, 127, 96}, {2, 3, 131, 129}
    };

    public static SequenceLayer random(
            SeededRandom random, DataType type, int gates, int states, int steps, int batch, int inputs, int hidden) {
        long rows = (long) gates * hidden;
        INDArray[] initial = new INDArray[states];
        Arrays.setAll(initial, state -> array(random, type, 0.7, batch, hidden));
        return new SequenceLayer(
                new SequenceShape(steps, batch, inputs, hidden),
                new SequenceArrays(
                        array(random, type, 1, steps, batch, inputs),
                        initial,
                        array(random, type, 1 / Math.sqrt(inputs), rows, inputs),
                        array(random, type, 1 / Math.sqrt(hidden), rows, hidden),
                        array(random, type, 0.5, rows),
                        array(random, type, 0.5, rows)),
                array(random, type, 1, steps, batch, hidden));
    }

    static INDArray array(SeededRandom random, DataType type, double scale, long... shape) {
        long count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        return Nd4j.createFromArray(random.normal((int) count, scale))
                .castTo(type)
                .reshape(shape);
    }

    INDArray forward(SequenceKernel kernel, INDArray workspace) {
        INDArray y = Nd4j.create(dy.dataType(), shape.steps(), shape.batch(), shape.hidden());
        kernel.forward(in, y, workspace);
        return y;
    }

    /** x, the states and the weights. */
    private List<INDArray> inputs() {
        List<INDArray> inputs = new ArrayList<>(List.of(in.x()));
        inputs.addAll(Arrays.asList(in.states()));
        inputs.addAll(List.of(in.weightIh(), in.weightHh(), in.biasIh(), in.biasHh()));
        return inputs;
    }

    /** What a kernel computes: y, then the gradients of {@link #inputs}. */
    private List<INDArray> run(SequenceKernel kernel) {
        INDArray workspace = Nd4j.create(dy.dataType(), kernel.workspaceSize(shape));
        INDArray y = forward(kernel, workspace);
        INDArray[] gradients = inputs().stream().map(INDArray::ulike).toArray(INDArray[]::new);
        kernel.backward(in, y, workspace, dy, SequenceArrays.of(gradients));
        List<INDArray> all = new ArrayList<>(List.of(y));
        all.addAll(Arrays.asList(gradients));
        return all;
    }

    /** Holds one kernel against another one, forward and backward. */
    public void assertAgree(SequenceKernel oracle, SequenceKernel kernel, SeededRandom random) {
        List<INDArray> expected = run(oracle);
        List<INDArray> actual = run(kernel);
        for (int i = 0; i < expected.size(); i++) {
            double scale = 1 + expected.get(i).amaxNumber().doubleValue();
            double error = expected.get(i).sub(actual.get(i)).amaxNumber().doubleValue();
            assertTrue(
                    error <= 2e-6 * scale * Math.sqrt(shape.steps()),
                    kernel.getClass().getSimpleName() + ": array " + i + " is off by " + error + " of " + scale + "; "
                            + random);
        }
    }

    /** Holds the backward pass against central differences of sum(y * dy), in double. */
    public void assertGradients(SequenceKernel kernel, SeededRandom random) {
        List<INDArray> gradients = run(kernel);
        INDArray workspace = Nd4j.create(DataType.DOUBLE, kernel.workspaceSize(shape));
        double step = 1e-5;
        for (int input = 0; input < inputs().size(); input++) {
            INDArray argument = inputs().get(input).reshape(inputs().get(input).length());
            INDArray analytic = gradients.get(1 + input).reshape(argument.length());
            for (long i = 0; i < argument.length(); i++) {
                double value = argument.getDouble(i);
                argument.putScalar(i, value + step);
                double above = forward(kernel, workspace).mul(dy).sumNumber().doubleValue();
                argument.putScalar(i, value - step);
                double below = forward(kernel, workspace).mul(dy).sumNumber().doubleValue();
                argument.putScalar(i, value);
                double numeric = (above - below) / (2 * step);
                assertEquals(
                        numeric,
                        analytic.getDouble(i),
                        1e-6 * (1 + Math.abs(numeric)),
                        "input " + input + "[" + i + "]; " + random);
            }
        }
    }
}
