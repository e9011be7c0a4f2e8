package org.amadeus.quant.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * The products of an int8 matrix with a whole batch of float vectors, by oneDNN's int8 matrix product. A vector's values
 * are written as 16-bit integers under a scale of its own, and these as two rows of 8 bits, high and low: the product
 * reads the weights once for all rows, and nothing of a float32 activation that matters beside int8 weights is lost
 * (2^-15 of the vector's largest value). Uses as many threads as OpenMP is set to.
 */
final class NativeBatch {
    private final int batch;
    private final int rows;
    private final int columns;
    private final stream queue;
    private final matmul product;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final BytePointer nativeInput;
    private final IntPointer nativeSums;
    private final byte[] input;
    private final int[] sums;
    private final float[] scales;

    NativeBatch(Int8Matrix matrix, int batch) {
        this.batch = batch;
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        engine cpu = new engine(engine.kind.cpu, 0);
        this.queue = new stream(cpu);
        memory.desc source = dense(2 * batch, columns, memory.data_type.s8, memory.format_tag.ab);
        memory.desc target = dense(2 * batch, rows, memory.data_type.s32, memory.format_tag.ab);
        memory.desc anyWeights = dense(columns, rows, memory.data_type.s8, memory.format_tag.any);
        matmul.primitive_desc plan = new matmul.primitive_desc(cpu, source, anyWeights, target);
        this.product = new matmul(plan);

        memory plain = new memory(dense(columns, rows, memory.data_type.s8, memory.format_tag.ba), cpu);
        bytes(plain, (long) rows * columns).put(matrix.values());
        memory weights = new memory(plan.weights_desc(), cpu);
        new reorder(plain, weights).execute(queue, plain, weights);
        queue._wait();

        memory x = new memory(source, cpu);
        memory y = new memory(target, cpu);
        arguments.put(DNNL_ARG_SRC, x);
        arguments.put(DNNL_ARG_WEIGHTS, weights);
        arguments.put(DNNL_ARG_DST, y);
        this.input = new byte[2 * batch * columns];
        this.sums = new int[2 * batch * rows];
        this.scales = new float[batch];
        this.nativeInput = bytes(x, input.length);
        this.nativeSums = new IntPointer(y.get_data_handle()).capacity(sums.length);
    }

    private static memory.desc dense(int rows, int columns, memory.data_type type, memory.format_tag layout) {
        return new memory.desc(new long[] {rows, columns}, type, layout);
    }

    private static BytePointer bytes(memory memory, long size) {
        return new BytePointer(memory.get_data_handle()).capacity(size);
    }

    /**
     * @param x     [B, columns]
     * @param scale of each row [rows]
     * @param bias  [rows]
     * @param y     output [B, rows]: scale ⊙ (matrix x) + bias
     */
    void apply(float[] x, float[] scale, float[] bias, float[] y) {
        for (int b = 0; b < batch; b++) {
            scales[b] = WideActivation.split(x, b * columns, columns, input, b * columns, (batch + b) * columns);
        }
        nativeInput.put(input);
        product.execute(queue, arguments);
        queue._wait();
        nativeSums.get(sums);
        for (int b = 0; b < batch; b++) {
            float s = scales[b];
            int high = b * rows;
            int low = (batch + b) * rows;
            for (int row = 0; row < rows; row++) {
                float sum = Math.fma((float) sums[high + row], WideActivation.HIGH, (float) sums[low + row]);
                y[high + row] = Math.fma(sum * s, scale[row], bias[row]);
            }
        }
    }
}
