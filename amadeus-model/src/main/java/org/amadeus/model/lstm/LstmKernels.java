package org.amadeus.model.lstm;

import org.amadeus.model.kernel.sequence.HostFloats;
import org.amadeus.model.kernel.sequence.SequenceKernel;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The LSTM's kernels: oneDNN's, the fastest on a CPU, and one of ND4J calls, which stands in for all others. */
final class LstmKernels {
    private LstmKernels() {}

    static SequenceKernel of(SequenceKernels choice) {
        return switch (choice) {
            case FASTEST -> Fastest.KERNEL;
            case ONEDNN -> OneDnn.KERNEL;
            default -> Nd4jCalls.KERNEL;
        };
    }

    private static final class Nd4jCalls {
        static final SequenceKernel KERNEL = new Nd4jLstmKernel();
    }

    private static final class OneDnn {
        static final SequenceKernel KERNEL = new OneDnnLstmKernel();
    }

    private static final class Fastest {
        private static final Logger LOG = LoggerFactory.getLogger(LstmKernels.class);
        static final SequenceKernel KERNEL = choose();

        private static SequenceKernel choose() {
            if (!HostFloats.available()) {
                return Nd4jCalls.KERNEL;
            }
            try {
                return OneDnn.KERNEL;
            } catch (LinkageError | RuntimeException e) {
                LOG.warn("oneDNN does not load here ({}); LSTM layers are computed by ND4J", e.toString());
                return Nd4jCalls.KERNEL;
            }
        }
    }
}
