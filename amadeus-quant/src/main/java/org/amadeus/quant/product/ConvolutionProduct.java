package org.amadeus.quant.product;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import org.amadeus.quant.layer.Int8Matrix;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.convolution_forward;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;

/**
 * oneDNN's product where there is AVX2 but no VNNI: a matrix times B vectors is a convolution of one pixel over an image of
 * 1 x B, and that one is fast there where the matrix product is not. It takes unsigned activations, u = x + 128, and adds
 * the products of two neighbouring columns in 16 bits, which saturate. So the weights are W = A + E: A with no pair of
 * columns (2j, 2j + 1) whose positive or whose negative values add up to more than 128 (times 255 that
 * fits 16 bits), and the few that are left over as a list E ({@link ClippedMatrix}):
 *
 * <pre>
 *   Σ W x = (Σ A u - 128 Σ A) + Σ E x
 * </pre>
 *
 * where the first part is the convolution's, with its bias. Of activations of {@value #DIGIT} bits, u = x + 64, no pair is too large, and there is no E. Exact where {@link NativeProduct#isExact} says so, for the sums pass through floats.
 */
final class ConvolutionProduct implements IntegerProduct {
    /** Bits of activations that no weights are left over for. */
    static final int DIGIT = 7;

    private final int rows;
    private final int columns;
    private final int batch;
    private final int shift;
    private final stream queue;
    private final convolution_forward product;
    private final IntMemoryMap arguments = new IntMemoryMap();
    private final ByteBuffer input;
    private final IntBuffer output;
    private final byte[] shifted;
    /** The vectors of the last product. */
    private final byte[] signed;

    private final ClippedMatrix weights;

    /** @param batch vectors at once */
    ConvolutionProduct(Int8Matrix matrix, int batch) {
        this(matrix, batch, Byte.SIZE);
    }

    /** Of vectors whose values are -64 .. 63. */
    static ConvolutionProduct ofDigits(Int8Matrix matrix, int batch) {
        return new ConvolutionProduct(matrix, batch, DIGIT);
    }

    private ConvolutionProduct(Int8Matrix matrix, int batch, int bits) {
        this.shift = 1 << bits - 1;
        this.rows = matrix.rows();
        this.columns = matrix.columns();
        this.batch = batch;
        this.shifted = new byte[batch * columns];
        this.signed = new byte[shifted.length];
        this.weights = new ClippedMatrix(matrix, Short.MAX_VALUE / (2 * shift - 1));
        byte[] clipped = weights.values();
        int[] fixed = new int[rows];
        for (int i = 0; i < clipped.length; i++) {
            fixed[i / columns] -= shift * clipped[i];
        }

        engine cpu = new engine(engine.kind.cpu, 0);
        this.queue = new stream(cpu);
        memory.desc source = image(columns, memory.data_type.u8);
        memory.desc target = image(rows, memory.data_type.s32);
        memory.desc summand = new memory.desc(new long[] {rows}, memory.data_type.s32, memory.format_tag.a);
        convolution_forward.primitive_desc plan = new convolution_forward.primitive_desc(
                cpu,
                dnnl.prop_kind.forward_inference,
                dnnl.algorithm.convolution_direct,
                source,
                matrix(memory.format_tag.any),
                summand,
                target,
                new long[] {1, 1},
                new long[] {0, 0},
                new long[] {0, 0});
        this.product = new convolution_forward(plan);
        memory plain = new memory(matrix(memory.format_tag.oihw), cpu);
        new BytePointer(plain.get_data_handle()).capacity(clipped.length).put(clipped);
        memory packed = new memory(plan.weights_desc(), cpu);
        new reorder(plain, packed).execute(queue, plain, packed);
        queue._wait();
        memory bias = new memory(summand, cpu);
        new IntPointer(bias.get_data_handle()).capacity(rows).put(fixed);
        memory x = new memory(source, cpu);
        memory y = new memory(target, cpu);
        arguments.put(DNNL_ARG_SRC, x);
        arguments.put(DNNL_ARG_WEIGHTS, packed);
        arguments.put(DNNL_ARG_BIAS, bias);
        arguments.put(DNNL_ARG_DST, y);
        this.input =
                new BytePointer(x.get_data_handle()).capacity(shifted.length).asBuffer();
        this.output = new IntPointer(y.get_data_handle())
                .capacity((long) batch * rows)
                .asBuffer();
    }

    private memory.desc image(int channels, memory.data_type type) {
        return new memory.desc(new long[] {1, channels, 1, batch}, type, memory.format_tag.nhwc);
    }

    private memory.desc matrix(memory.format_tag layout) {
        return new memory.desc(new long[] {rows, columns, 1, 1}, memory.data_type.s8, layout);
    }

    /** Whether oneDNN is there and has instructions for this, and none for {@link NativeProduct}. */
    static boolean isFast() {
        return NativeProduct.includes(dnnl.cpu_isa.avx2) && !NativeProduct.isFast();
    }

    @Override
    public long weightBytes() {
        return (long) rows * (columns + Integer.BYTES) + weights.bytes();
    }

    @Override
    public void multiply(byte[] x) {
        System.arraycopy(x, 0, signed, 0, signed.length);
        for (int from = 0; from < shifted.length; from += columns) {
            weights.arrange(x, from, shift, shifted);
        }
        input.put(0, shifted, 0, shifted.length);
        product.execute(queue, arguments);
        queue._wait();
    }

    @Override
    public void read(int vector, int[] sums) {
        output.get(vector * rows, sums, 0, rows);
        weights.addRest(signed, vector * columns, sums);
    }
}
