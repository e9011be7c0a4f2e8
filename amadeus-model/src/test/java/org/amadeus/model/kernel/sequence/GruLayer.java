package org.amadeus.model.kernel.sequence;

import org.amadeus.model.SeededRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A GRU layer with made-up weights, input and gradient of its output, and what a kernel makes of them. */
record GruLayer(GruShape shape, GruWeights weights, INDArray x, INDArray h0, INDArray dy) {
    /** What a kernel computed: outputs, then the gradients of x, h0 and the four weights. */
    record Result(INDArray y, GruGradients gradients) {
        INDArray[] all() {
            GruWeights w = gradients.weights();
            return new INDArray[] {
                y, gradients.x(), gradients.h0(), w.ofInput(), w.ofState(), w.inputBias(), w.stateBias()
            };
        }
    }

    static GruLayer random(SeededRandom random, DataType type, int steps, int batch, int inputs, int hidden) {
        GruWeights weights = new GruWeights(
                array(random, type, 1 / Math.sqrt(inputs), 3L * hidden, inputs),
                array(random, type, 1 / Math.sqrt(hidden), 3L * hidden, hidden),
                array(random, type, 0.5, 3L * hidden),
                array(random, type, 0.5, 3L * hidden));
        return new GruLayer(
                new GruShape(steps, batch, inputs, hidden),
                weights,
                array(random, type, 1, steps, batch, inputs),
                array(random, type, 0.7, batch, hidden),
                array(random, type, 1, steps, batch, hidden));
    }

    static INDArray array(SeededRandom random, DataType type, double scale, long... shape) {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        return Nd4j.createFromArray(random.normal((int) count, scale))
                .castTo(type)
                .reshape(shape);
    }

    INDArray forward(GruKernel kernel, INDArray tape) {
        INDArray y = Nd4j.create(x.dataType(), shape.steps(), shape.batch(), shape.hidden());
        kernel.forward(weights, x, h0, y, tape);
        return y;
    }

    Result run(GruKernel kernel) {
        INDArray tape = Nd4j.create(x.dataType(), kernel.tapeSize(shape));
        INDArray y = forward(kernel, tape);
        GruGradients gradients = new GruGradients(
                x.ulike(),
                h0.ulike(),
                new GruWeights(
                        weights.ofInput().ulike(),
                        weights.ofState().ulike(),
                        weights.inputBias().ulike(),
                        weights.stateBias().ulike()));
        kernel.backward(weights, x, h0, y, tape, dy, gradients);
        return new Result(y, gradients);
    }
}
