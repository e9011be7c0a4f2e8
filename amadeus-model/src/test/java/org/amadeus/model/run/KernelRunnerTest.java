package org.amadeus.model.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.amadeus.model.kernel.step.StepKernel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class KernelRunnerTest {
    /** Counts how often each block ran, and checks that the kernel before is finished. */
    private static final class Counting implements StepKernel {
        private final AtomicIntegerArray runs;
        private final Counting before;
        private volatile boolean tooEarly;

        Counting(int blocks, Counting before) {
            this.runs = new AtomicIntegerArray(blocks);
            this.before = before;
        }

        @Override
        public int blocks() {
            return runs.length();
        }

        @Override
        public void run(int block) {
            runs.incrementAndGet(block);
            for (int b = 0; before != null && b < before.blocks(); b++) {
                tooEarly |= before.runs.get(b) < runs.get(block);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void everyBlockRunsOnceAfterTheKernelBeforeIt(int threads) {
        int[] sizes = {1, 3, 8, 2, 1, 1, 5, 16};
        Counting[] kernels = new Counting[sizes.length];
        for (int i = 0; i < sizes.length; i++) {
            kernels[i] = new Counting(sizes[i], i == 0 ? null : kernels[i - 1]);
        }
        int rounds = 20_000;
        try (KernelRunner runner = KernelRunner.of(threads)) {
            for (int round = 0; round < rounds; round++) {
                runner.run(kernels);
            }
        }
        for (Counting kernel : kernels) {
            int[] runs = new int[kernel.blocks()];
            Arrays.setAll(runs, kernel.runs::get);
            int[] expected = new int[runs.length];
            Arrays.fill(expected, rounds);
            assertArrayEquals(expected, runs);
            assertTrue(!kernel.tooEarly);
        }
    }

    @Test
    void aWorkerThatSleptComesBack() throws InterruptedException {
        boolean[] helped = {false};
        Thread caller = Thread.currentThread();
        StepKernel slow = new StepKernel() {
            @Override
            public int blocks() {
                return 4;
            }

            @Override
            public void run(int block) {
                if (Thread.currentThread() != caller) {
                    helped[0] = true;
                }
                long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            }
        };
        try (KernelRunner runner = KernelRunner.of(2)) {
            for (int i = 0; i < 20 && !helped[0]; i++) {
                TimeUnit.MILLISECONDS.sleep(30);
                runner.run(new StepKernel[] {slow});
            }
        }
        assertTrue(helped[0]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFailureReachesTheCaller(int threads) {
        StepKernel failing = new StepKernel() {
            @Override
            public int blocks() {
                return 8;
            }

            @Override
            public void run(int block) {
                throw new IllegalStateException("block " + block);
            }
        };
        try (KernelRunner runner = KernelRunner.of(threads)) {
            assertThrows(IllegalStateException.class, () -> runner.run(new StepKernel[] {failing}));
        }
    }

    /** Each call throws its own failure, whoever's block it was, and the call after it is as if nothing had been. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aFailureBelongsToItsCallAlone(int threads) {
        int[] failing = {-1};
        AtomicIntegerArray runs = new AtomicIntegerArray(64);
        StepKernel kernel = new StepKernel() {
            @Override
            public int blocks() {
                return runs.length();
            }

            @Override
            public void run(int block) {
                runs.incrementAndGet(block);
                if (block == failing[0]) {
                    throw new IllegalStateException("block " + block);
                }
            }
        };
        try (KernelRunner runner = KernelRunner.of(threads)) {
            for (int round = 0; round < 20_000; round++) {
                int block = round % 2 == 0 ? round % runs.length() : -1;
                failing[0] = block;
                if (block >= 0) {
                    assertEquals(
                            "block " + block,
                            assertThrows(IllegalStateException.class, () -> runner.run(new StepKernel[] {kernel}))
                                    .getMessage());
                } else {
                    int before = runs.get(63);
                    runner.run(new StepKernel[] {kernel});
                    assertEquals(before + 1, runs.get(63));
                }
            }
        }
    }

    @Test
    void oneThreadOrTwo() {
        assertEquals(
                "threads is 3, expected 1 or 2",
                assertThrows(IllegalArgumentException.class, () -> KernelRunner.of(3))
                        .getMessage());
    }
}
