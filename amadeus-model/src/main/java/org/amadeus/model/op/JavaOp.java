package org.amadeus.model.op;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.exception.ND4JIllegalStateException;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A SameDiff op whose arithmetic is Java: ND4J's backend does not know it. An {@link OpSession} executes it.
 *
 * <p>A subclass has a public constructor without arguments, by which SameDiff makes it when a graph is loaded, and is
 * found by {@link java.util.ServiceLoader}: a module that has ops lists them in {@code
 * META-INF/services/org.amadeus.model.op.JavaOp}. What it must remember beyond its inputs it keeps as integer, float, boolean or string
 * arguments, which SameDiff saves; {@link #configureFromArguments()} is where it reads them back.
 */
public abstract class JavaOp extends DynamicCustomOp {
    private boolean computed;

    /** The name the op is saved and registered under. */
    @Override
    public abstract String opName();

    /**
     * Computes the outputs.
     *
     * @param inputs  in the order the op was given them
     * @param outputs allocated, of the shapes that {@link #outputShapes} gave and the types of
     *                {@link #calculateOutputDataTypes}; to be written to
     */
    public abstract void execute(INDArray[] inputs, INDArray[] outputs);

    /** Says that the op has been computed, so that the backend, whose turn is next, has nothing to do. */
    final void computed() {
        computed = true;
    }

    /**
     * What the backend finds an op by, asked for when it is to compute this one: "noop" after a {@link JavaOpListener} has.
     *
     * @throws ND4JIllegalStateException where none has
     */
    @Override
    public long opHash() {
        if (!computed) {
            throw new ND4JIllegalStateException(
                    opName() + " is computed in Java, not by the backend. For SameDiff.fit give"
                            + " the graph a listener, graph.setListeners(new JavaOpListener()); else call Ops.register() first");
        }
        computed = false;
        return Nd4j.getExecutioner().getCustomOperations().get("noop").getHash();
    }

    /** The outputs' shapes, given the inputs'. */
    protected abstract long[][] outputShapes(long[][] inputShapes);

    /** Adds this op, which is of no graph yet, to one, where it is computed from these variables; returns it. */
    public final JavaOp addTo(SameDiff graph, SDVariable... inputs) {
        Ops.register(graph);
        setSameDiff(graph);
        setOwnName(null); // the constructor drew one: a graph would be saved with other bytes each time it is built
        setInstanceId();
        graph.addArgsFor(inputs, this);
        return this;
    }

    /** Adds the same op, with the same arguments, to another graph. */
    public JavaOp copyTo(SameDiff graph, SDVariable... inputs) {
        try {
            JavaOp copy = getClass().getConstructor().newInstance();
            copy.addIArgument(iArgs());
            copy.addTArgument(tArgs());
            copy.addBArgument(bArgs());
            copy.addTo(graph, inputs).configureFromArguments();
            return copy;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(opName() + " has no public constructor without arguments", e);
        }
    }

    /** Gives the first output its name in the graph. */
    public final SDVariable named(String name) {
        return sameDiff.updateVariableNameAndReference(outputVariables()[0], name);
    }

    /** Inputs and more behind them. */
    protected static SDVariable[] append(SDVariable[] inputs, SDVariable... more) {
        SDVariable[] all = Arrays.copyOf(inputs, inputs.length + more.length);
        System.arraycopy(more, 0, all, inputs.length, more.length);
        return all;
    }

    @Override
    public int getNumOutputs() {
        return 1;
    }

    /** The first input's, float32 where that one is of integers. */
    @Override
    public List<DataType> calculateOutputDataTypes(List<DataType> inputTypes) {
        DataType first = inputTypes.get(0);
        return Collections.nCopies(getNumOutputs(), first.isFPType() ? first : DataType.FLOAT);
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape() {
        return descriptors(inputArguments);
    }

    @Override
    public List<LongShapeDescriptor> calculateOutputShape(OpContext context) {
        return descriptors(context == null ? inputArguments : context.getInputArrays());
    }

    private List<LongShapeDescriptor> descriptors(List<INDArray> inputs) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        long[][] shapes = outputShapes(inputs.stream().map(INDArray::shape).toArray(long[][]::new));
        List<DataType> types =
                calculateOutputDataTypes(inputs.stream().map(INDArray::dataType).toList());
        return IntStream.range(0, shapes.length)
                .mapToObj(i -> LongShapeDescriptor.fromShape(shapes[i], types.get(i)))
                .toList();
    }

    /**
     * Puts today's op in the place of this one, where it is one that earlier versions wrote.
     *
     * @param place in a step graph as it was read, whole
     * @throws IllegalArgumentException where it can't be done
     */
    public void upgrade(SameDiffOp place) {}

    /** An op that can be trained through overrides this; those of quantized graphs do not. */
    @Override
    public List<SDVariable> doDiff(List<SDVariable> gradients) {
        throw new UnsupportedOperationException(opName() + " has no gradient: it computes with integers");
    }

    /** Empty: SameDiff 1.0.0-M2.1 clones an op through its saved form and fails on a null map. */
    @Override
    public Map<String, Object> propertiesForFunction() {
        return Collections.emptyMap();
    }

    @Override
    public void setPropertiesForFunction(Map<String, Object> properties) {
        // Everything an op of ours remembers is an argument; there are no properties to set.
    }

    @Override
    public void configureFromArguments() {
        // Most ops have no arguments.
    }
}
