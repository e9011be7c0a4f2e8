package org.amadeus.model.torch;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A tensor as PyTorch stores one: a strided view of a storage.
 *
 * @param storage where its elements lie
 * @param offset  the first element's place in the storage
 * @param shape   sizes, outermost first; none for a scalar
 * @param stride  elements from one index to the next, for each dimension
 */
public record TorchTensor(StorageReference storage, long offset, List<Long> shape, List<Long> stride) {
    static final int MOST_DIMENSIONS = 8;

    /** @throws IllegalArgumentException where the view is malformed or reaches beyond its storage */
    public TorchTensor {
        if (shape.size() != stride.size()) {
            throw new IllegalArgumentException("a tensor of size " + shape + " and stride " + stride);
        }
        long count = 1;
        long last = offset;
        try {
            for (int d = 0; d < shape.size(); d++) {
                if (shape.get(d) < 0 || stride.get(d) < 0) {
                    throw new IllegalArgumentException("a tensor of size " + shape + " and stride " + stride);
                }
                count = Math.multiplyExact(count, shape.get(d));
                last = Math.addExact(last, Math.multiplyExact(Math.max(shape.get(d) - 1, 0), stride.get(d)));
            }
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("a tensor of size " + shape + " and stride " + stride, e);
        }
        if (offset < 0 || count > storage.count() || (count > 0 && last >= storage.count())) {
            throw new IllegalArgumentException("a tensor of size " + shape + ", stride " + stride + ", offset " + offset
                    + " reaches beyond storage " + storage.key() + " of " + storage.count() + " elements");
        }
    }

    /** How many elements there are; never more than the storage has. */
    public int count() {
        long count = 1;
        for (long size : shape) {
            count *= size;
        }
        return (int) count;
    }

    /**
     * The elements, row-major, as floats.
     *
     * @param data the whole storage, little-endian
     */
    float[] read(ByteBuffer data) {
        float[] values = new float[count()];
        int start = Math.toIntExact(storage.first() + offset);
        if (storage.type() == StorageType.FLOAT && isContiguous()) {
            data.asFloatBuffer().get(start, values);
        } else if (values.length > 0) {
            readStrided(data, 0, start, 0, values);
        }
        return values;
    }

    private int readStrided(ByteBuffer data, int dimension, int from, int to, float[] values) {
        if (dimension == shape.size()) {
            values[to] = storage.type().get(data, from);
            return to + 1;
        }
        int step = Math.toIntExact(stride.get(dimension));
        int next = to;
        for (int i = 0; i < shape.get(dimension); i++) {
            next = readStrided(data, dimension + 1, from + i * step, next, values);
        }
        return next;
    }

    private boolean isContiguous() {
        long expected = 1;
        for (int d = shape.size() - 1; d >= 0; d--) {
            if (shape.get(d) != 1 && stride.get(d) != expected) {
                return false;
            }
            expected *= shape.get(d);
        }
        return true;
    }
}
