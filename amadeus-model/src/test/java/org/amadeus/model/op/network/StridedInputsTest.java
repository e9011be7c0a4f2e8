package org.amadeus.model.op.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Random;
import org.amadeus.model.kernel.sequence.CellKernels;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.kernel.sequence.SequenceShape;
import org.amadeus.model.network.RecurrentLayer;
import org.amadeus.model.op.JavaOp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training ops on inputs as a graph of a user's own may hand them over: views, with offsets, column-major. */
class StridedInputsTest {
    private static final int STEPS = 3;
    private static final int BATCH = 4;
    private static final int CLASSES = 5;

    private final Random random = new Random(17);
    private final INDArray classes = Nd4j.create(DataType.INT32, STEPS, BATCH);
    private final INDArray logits = Nd4j.create(DataType.FLOAT, STEPS, BATCH, CLASSES);

    StridedInputsTest() {
        for (int i = 0; i < STEPS * BATCH; i++) {
            classes.putScalar(i, random.nextInt(CLASSES));
        }
        for (int i = 0; i < logits.length(); i++) {
            logits.putScalar(i, random.nextGaussian());
        }
    }

    /** The same numbers as part of a larger array. */
    private static INDArray view(INDArray array) {
        long[] larger = array.shape().clone();
        larger[0] += 2;
        larger[1] += 3;
        INDArray around = Nd4j.valueArrayOf(larger, 3.0, array.dataType());
        INDArray view = around.get(interval(1, 1 + array.size(0)), interval(2, 2 + array.size(1)));
        view.assign(array);
        return view;
    }

    private static float[] run(JavaOp op, INDArray output, INDArray... inputs) {
        op.execute(inputs, new INDArray[] {output});
        return output.dup('c').data().asFloat();
    }

    @Test
    void crossEntropy() {
        INDArray expected = Nd4j.scalar(0f);
        new AmadeusCrossEntropy().execute(new INDArray[] {logits, classes}, outputs(expected));
        for (INDArray target : new INDArray[] {view(classes), classes.dup('f')}) {
            for (INDArray given : new INDArray[] {view(logits), logits.dup('f')}) {
                INDArray loss = Nd4j.scalar(0f);
                new AmadeusCrossEntropy().execute(new INDArray[] {given, target}, outputs(loss));
                assertEquals(expected.getFloat(0), loss.getFloat(0), 1e-6f);
            }
        }
    }

    private INDArray[] outputs(INDArray loss) {
        return new INDArray[] {loss, logits.like()};
    }

    @Test
    void gradients() {
        INDArray one = Nd4j.scalar(1f);
        JavaOp ofLogits = new AmadeusCrossEntropy.Gradient();
        float[] expected = run(ofLogits, logits.like(), one, logits, classes);
        assertArrayEquals(expected, run(ofLogits, logits.like(), one, view(logits), view(classes)), 1e-6f);
        assertArrayEquals(expected, run(ofLogits, logits.like(), one, logits.dup('f'), classes.dup('f')), 1e-6f);
        INDArray table = Nd4j.create(DataType.FLOAT, CLASSES, CLASSES);
        JavaOp ofTable = new AmadeusEmbedding.Gradient();
        expected = run(ofTable, table.like(), logits, table, classes);
        assertArrayEquals(expected, run(ofTable, table.like(), view(logits), table, view(classes)), 1e-6f);
        assertArrayEquals(expected, run(ofTable, table.like(), logits.dup('f'), table, classes.dup('f')), 1e-6f);
    }

    @Test
    void linear() {
        INDArray weight = normal(3, CLASSES);
        INDArray bias = normal(3);
        INDArray y = Nd4j.create(DataType.FLOAT, STEPS, BATCH, 3);
        float[] expected = run(new AmadeusLinear(), y.like(), logits, weight, bias);
        for (INDArray x : new INDArray[] {view(logits), logits.dup('f')}) {
            for (INDArray w : new INDArray[] {view(weight), weight.dup('f')}) {
                assertArrayEquals(expected, run(new AmadeusLinear(), y.like(), x, w, bias), 1e-5f);
            }
        }
    }

    /** Kernels that go by memory are given what lies there without gaps. */
    @ParameterizedTest
    @EnumSource(names = {"FASTEST", "PORTABLE", "ND4J"})
    void gru(SequenceKernels kernel) {
        INDArray[] inputs = {logits, normal(BATCH, 2), normal(6, CLASSES), normal(6, 2), normal(6), normal(6)};
        float[] expected = gru(kernel, inputs);
        for (int i = 0; i < 4; i++) {
            for (INDArray other : new INDArray[] {view(inputs[i]), inputs[i].dup('f')}) {
                INDArray[] changed = inputs.clone();
                changed[i] = other;
                assertArrayEquals(expected, gru(kernel, changed), 1e-6f, kernel + " input " + i);
            }
        }
    }

    private static float[] gru(SequenceKernels kernel, INDArray[] inputs) {
        RecurrentLayer op = new RecurrentLayer();
        op.addSArgument("gru");
        op.addIArgument(kernel.ordinal());
        INDArray y = Nd4j.create(DataType.FLOAT, STEPS, BATCH, 2);
        long workspace = CellKernels.GRU.of(kernel).workspaceSize(new SequenceShape(STEPS, BATCH, CLASSES, 2));
        op.execute(inputs, new INDArray[] {y, Nd4j.create(DataType.FLOAT, workspace)});
        return y.data().asFloat();
    }

    private INDArray normal(long... shape) {
        INDArray array = Nd4j.create(DataType.FLOAT, shape);
        for (int i = 0; i < array.length(); i++) {
            array.putScalar(i, random.nextGaussian());
        }
        return array;
    }

    @Test
    void aClassThatThereIsNotIsRefused() {
        INDArray table = Nd4j.create(DataType.FLOAT, CLASSES, 2);
        INDArray rows = Nd4j.create(DataType.FLOAT, STEPS, BATCH, 2);
        for (int wrong : new int[] {-1, CLASSES}) {
            classes.putScalar(7, wrong);
            assertEquals(
                    "amadeus_embedding is given class " + wrong + ", expected 0 .. 4",
                    assertThrows(
                                    IllegalArgumentException.class,
                                    () -> run(new AmadeusEmbedding(), rows, table, classes))
                            .getMessage());
            assertThrows(IllegalArgumentException.class, () -> new AmadeusCrossEntropy()
                    .execute(new INDArray[] {logits, classes}, outputs(Nd4j.scalar(0f))));
        }
    }
}
