package org.amadeus.quant.kernel;

import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.global.dnnl.cpu_isa;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether oneDNN is there and multiplies int8 matrices by instructions made for it. Found out once, when first asked. */
final class NativeInt8 {
    private static final Logger LOG = LoggerFactory.getLogger(NativeInt8.class);

    private NativeInt8() {}

    private static final class Answer {
        static final boolean FAST = find();

        private static boolean find() {
            try {
                // Without VNNI, oneDNN's signed int8 products are slower than ours in float.
                int isa = dnnl.get_effective_cpu_isa().value;
                return includes(isa, cpu_isa.avx512_core_vnni) || includes(isa, cpu_isa.avx2_vnni);
            } catch (LinkageError e) {
                LOG.warn("oneDNN cannot be loaded, larger batches will be slower: {}", e.getMessage());
                return false;
            }
        }
    }

    private static boolean includes(int isa, cpu_isa wanted) {
        return (isa & wanted.value) == wanted.value;
    }

    static boolean isFast() {
        return Answer.FAST;
    }
}
