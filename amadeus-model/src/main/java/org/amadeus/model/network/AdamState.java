package org.amadeus.model.network;

import java.util.Map;

/**
 * Adam's memory: what it needs to go on as if it had never stopped.
 *
 * @param step          updates made so far, 0 or more
 * @param firstMoments  running mean of each parameter's gradient, by parameter name, shaped like the parameter
 * @param secondMoments running mean of its square, likewise
 */
public record AdamState(long step, Map<String, float[]> firstMoments, Map<String, float[]> secondMoments) {
    public AdamState {
        if (step < 0) {
            throw new IllegalArgumentException("Adam's step is " + step + ", expected 0 or more");
        }
    }

    /**
     * Holds all numbers to what an update can be made with: finite, and the mean of a square not below 0.
     *
     * @throws IllegalArgumentException naming the first that is not
     */
    public void requireSound() {
        firstMoments.forEach((name, values) -> requireAtLeast(name, values, -Float.MAX_VALUE));
        secondMoments.forEach((name, values) -> requireAtLeast(name, values, 0));
    }

    private static void requireAtLeast(String name, float[] values, float least) {
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= least && values[i] <= Float.MAX_VALUE)) {
                throw new IllegalArgumentException("the moments of " + name + " hold " + values[i] + " at element " + i
                        + " of " + values.length + ", expected a finite number" + (least < 0 ? "" : ", 0 or more")
                        + ": the training diverged, or the file is damaged");
            }
        }
    }
}
