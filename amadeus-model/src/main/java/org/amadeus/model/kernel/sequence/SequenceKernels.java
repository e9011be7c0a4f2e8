package org.amadeus.model.kernel.sequence;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The kernels of recurrent layers there are, and the fastest that this machine can run. */
public enum SequenceKernels {
    /** oneDNN where its native library loads, else the portable one; the ND4J one on a backend that is not the CPU's. */
    FASTEST,
    NAIVE,
    ND4J,
    PORTABLE,
    ONEDNN;

    /**
     * The GRU's, one instance for the whole program.
     *
     * @throws LinkageError for {@link #ONEDNN} where its native library is missing
     */
    public SequenceKernel gru() {
        return switch (this) {
            case FASTEST -> Fastest.KERNEL;
            case NAIVE -> Naive.KERNEL;
            case ND4J -> Nd4jCalls.KERNEL;
            case PORTABLE -> Portable.KERNEL;
            case ONEDNN -> OneDnn.KERNEL;
        };
    }

    private static final class Naive {
        static final SequenceKernel KERNEL = new NaiveGruKernel();
    }

    private static final class Nd4jCalls {
        static final SequenceKernel KERNEL = new Nd4jGruKernel();
    }

    private static final class Portable {
        static final SequenceKernel KERNEL = new PortableGruKernel();
    }

    private static final class OneDnn {
        static final SequenceKernel KERNEL = new OneDnnGruKernel();
    }

    private static final class Fastest {
        private static final Logger LOG = LoggerFactory.getLogger(SequenceKernels.class);
        static final SequenceKernel KERNEL = choose();

        private static SequenceKernel choose() {
            if (!HostFloats.available()) {
                return ND4J.gru();
            }
            try {
                return ONEDNN.gru();
            } catch (LinkageError | RuntimeException e) {
                LOG.warn("oneDNN does not load here ({}); training goes on with the portable GRU kernel", e.toString());
                return PORTABLE.gru();
            }
        }
    }
}
