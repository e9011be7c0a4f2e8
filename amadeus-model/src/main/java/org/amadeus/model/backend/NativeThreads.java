package org.amadeus.model.backend;

import org.nd4j.linalg.factory.Environment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * How many threads libnd4j, OpenBLAS and oneDNN compute with. Each takes a number from the environment when it is loaded
 * (OMP_NUM_THREADS, OPENBLAS_NUM_THREADS; all cores where that is not set), which this overrides.
 */
public final class NativeThreads {
    private NativeThreads() {}

    /**
     * Says how many. To be called on the thread that will compute, before its first operation: OpenMP, which oneDNN and
     * libnd4j use, keeps the number by thread.
     *
     * @param threads 1 or more
     */
    public static void use(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads, expected 1 or more");
        }
        Environment environment = Nd4j.getEnvironment();
        // Never more masters than threads, whatever the numbers before.
        environment.setMaxMasterThreads(1);
        environment.setMaxThreads(threads);
        environment.setMaxMasterThreads(threads);
        Nd4j.factory().blas().setMaxThreads(threads);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
    }
}
