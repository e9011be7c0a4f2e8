package org.amadeus.quant.product;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.amadeus.quant.coding.Int8Matrix;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.cpu_isa;
import org.bytedeco.dnnl.matmul;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * oneDNN's products of int8 matrices. The weights are read once for the whole batch, by as many threads as OpenMP is set to.
 * On their way out sums pass through floats, so they are exact only where {@link #isExact} says so.
 */
final class NativeProduct implements IntegerProduct {
    private static final Logger LOG = LoggerFactory.getLogger(NativeProduct.class);
    /** Magnitudes of a row that add up to no more keep every sum, shifted by oneDNN to unsigned bytes, within 2^24. */
    private static final int LARGEST_ROW = 1 << 16;

    private final int rows;
    private final long weightBytes;
    private final stream queue;
    private final primitive product;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final ByteBuffer input;
    private final IntBuffer output;

    /** The instructions that oneDNN uses; found out when first asked. */
    private static final class Instructions {
        static final int SET = find();

        private static int find() {
            try {
                return dnnl.get_effective_cpu_isa().value;
            } catch (LinkageError e) {
                LOG.warn("oneDNN cannot be loaded, larger batches will be slower: {}", e.getMessage());
                return 0;
            }
        }
    }

    /** Whether oneDNN is there and uses instructions of a kind. */
    static boolean includes(cpu_isa wanted) {
        return (Instructions.SET & wanted.value) == wanted.value;
    }

    /** Whether oneDNN is there and multiplies int8 matrices by instructions made for it (VNNI). */
    static boolean isFast() {
        return includes(cpu_isa.avx512_core_vnni) || includes(cpu_isa.avx2_vnni);
    }

    /**
     * The matrix product.
     *
     * @param batch vectors at once
     */
    static NativeProduct of(Int8Matrix matrix, int batch) {
        engine cpu = new engine(engine.kind.cpu, 0);
        long[] shape = {matrix.columns(), matrix.rows()};
        memory.desc source =
                new memory.desc(new long[] {batch, matrix.columns()}, memory.data_type.s8, memory.format_tag.ab);
        memory.desc target =
                new memory.desc(new long[] {batch, matrix.rows()}, memory.data_type.s32, memory.format_tag.ab);
        matmul.primitive_desc plan = new matmul.primitive_desc(
                cpu, source, new memory.desc(shape, memory.data_type.s8, memory.format_tag.any), target);
        memory plain = new memory(new memory.desc(shape, memory.data_type.s8, memory.format_tag.ba), cpu);
        return new NativeProduct(matrix, cpu, new matmul(plan), plain, plan.weights_desc(), source, target);
    }

    /**
     * A convolution of one pixel over an image of 1 x B, of vectors of unsigned bytes.
     *
     * @param batch vectors at once
     * @param fixed what is added to the sums of each row
     */
    static NativeProduct convolution(Int8Matrix matrix, int batch, int[] fixed) {
        engine cpu = new engine(engine.kind.cpu, 0);
        long[] shape = {matrix.rows(), matrix.columns(), 1, 1};
        memory.desc source = new memory.desc(
                new long[] {1, matrix.columns(), 1, batch}, memory.data_type.u8, memory.format_tag.nhwc);
        memory.desc target =
                new memory.desc(new long[] {1, matrix.rows(), 1, batch}, memory.data_type.s32, memory.format_tag.nhwc);
        memory.desc summand = new memory.desc(new long[] {matrix.rows()}, memory.data_type.s32, memory.format_tag.a);
        convolution_forward.primitive_desc plan = new convolution_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.convolution_direct,
                source,
                new memory.desc(shape, memory.data_type.s8, memory.format_tag.any),
                summand,
                target,
                new long[] {1, 1},
                new long[] {0, 0},
                new long[] {0, 0});
        memory plain = new memory(new memory.desc(shape, memory.data_type.s8, memory.format_tag.oihw), cpu);
        NativeProduct product = new NativeProduct(
                matrix, cpu, new convolution_forward(plan), plain, plan.weights_desc(), source, target);
        memory bias = new memory(summand, cpu);
        new IntPointer(bias.get_data_handle()).capacity(fixed.length).put(fixed);
        product.arguments.put(DNNL_ARG_BIAS, bias);
        return product;
    }

    private NativeProduct(
            Int8Matrix matrix,
            engine cpu,
            primitive product,
            memory plain,
            memory.desc wanted,
            memory.desc source,
            memory.desc target) {
        this.rows = matrix.rows();
        this.weightBytes = matrix.values().length;
        this.queue = new stream(cpu);
        this.product = product;
        new BytePointer(plain.get_data_handle()).capacity(weightBytes).put(matrix.values());
        memory weights = new memory(wanted, cpu);
        new reorder(plain, weights).execute(queue, plain, weights);
        queue._wait();
        memory x = new memory(source, cpu);
        memory y = new memory(target, cpu);
        arguments.put(DNNL_ARG_SRC, x);
        arguments.put(DNNL_ARG_WEIGHTS, weights);
        arguments.put(DNNL_ARG_DST, y);
        this.input =
                new BytePointer(x.get_data_handle()).capacity(source.get_size()).asBuffer();
        this.output = new IntPointer(y.get_data_handle())
                .capacity(target.get_size() / Integer.BYTES)
                .asBuffer();
    }

    /** Whether every product of the matrix with int8 vectors is exact. */
    static boolean isExact(Int8Matrix matrix) {
        for (int row = 0; row < matrix.rows(); row++) {
            long sum = 0;
            for (int k = row * matrix.columns(); k < (row + 1) * matrix.columns(); k++) {
                sum += Math.abs(matrix.values()[k]);
            }
            if (sum > LARGEST_ROW) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long weightBytes() {
        return weightBytes;
    }

    @Override
    public void multiply(byte[] x) {
        input.put(0, x, 0, input.capacity());
        product.execute(queue, arguments);
        queue._wait();
    }

    @Override
    public void read(int vector, int[] sums) {
        output.get(vector * rows, sums, 0, rows);
    }
}
