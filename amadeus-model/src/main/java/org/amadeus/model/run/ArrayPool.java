package org.amadeus.model.run;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.samediff.internal.memory.AbstractMemoryMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.BaseNDArray;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The memory of a session that runs the same graph on the same shapes again and again: an array that was given back is
 * given out again where its type and shape are asked for. It keeps what one run needs, and frees nothing before it is
 * closed. (SameDiff's own manager knows arrays by ids that change, and bounds itself by the heap's size.)
 */
final class ArrayPool extends AbstractMemoryMgr {
    private record Kind(DataType type, String shape) {}

    private final Map<Kind, Deque<INDArray>> free = new HashMap<>();
    private final Set<INDArray> given = Collections.newSetFromMap(new IdentityHashMap<>());

    @Override
    public INDArray allocate(boolean detached, DataType type, long... shape) {
        Deque<INDArray> waiting = free.get(new Kind(type, Arrays.toString(shape)));
        INDArray array;
        if (waiting == null || waiting.isEmpty()) {
            array = Nd4j.createUninitializedDetached(type, shape);
        } else {
            array = waiting.pop();
            // A session never gives back twice what has the same id.
            ((BaseNDArray) array).assignNewId();
        }
        given.add(array);
        return array;
    }

    @Override
    public INDArray allocate(boolean detached, LongShapeDescriptor descriptor) {
        return descriptor.isEmpty()
                ? Nd4j.create(descriptor)
                : allocate(detached, descriptor.dataType(), descriptor.getShape());
    }

    /** Takes an array back; what is not from here, or is back already, is left alone. */
    @Override
    public void release(INDArray array) {
        if (given.remove(array)) {
            keep(array);
        }
    }

    /** Takes back all that was given out: after a run nothing of it is in use. */
    void releaseAll() {
        given.forEach(this::keep);
        given.clear();
    }

    private void keep(INDArray array) {
        free.computeIfAbsent(new Kind(array.dataType(), Arrays.toString(array.shape())), kind -> new ArrayDeque<>())
                .push(array);
    }

    @Override
    public void close() {
        releaseAll();
        free.values().forEach(arrays -> arrays.forEach(INDArray::close));
        free.clear();
    }
}
