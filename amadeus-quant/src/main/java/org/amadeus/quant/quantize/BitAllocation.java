package org.amadeus.quant.quantize;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.amadeus.quant.QuantizationException;

/**
 * Chooses one of several choices for each layer so that they do the least harm together and take no more bytes than there
 * are: harms add up, which they do where each is small. A knapsack, solved over bytes in {@value #CELLS} equal cells.
 */
final class BitAllocation {
    private static final int CELLS = 20_000;

    private BitAllocation() {}

    /**
     * The best choices, in the order of the layers.
     *
     * @param layers for each layer one choice or more
     * @throws QuantizationException where the smallest choices take more than the budget
     */
    static List<Choice> choose(List<List<Choice>> layers, long budget) {
        List<Choice> smallest = layers.stream()
                .map(choices -> choices.stream()
                        .min(Comparator.comparingLong(Choice::bytes))
                        .orElseThrow())
                .toList();
        if (bytes(smallest) > budget) {
            throw new QuantizationException("the weights are to take " + budget
                    + " bytes, the fewest bits there are take " + bytes(smallest) + ". Give a larger --target-size");
        }
        long cell = Math.max(1, budget / CELLS);
        // A choice takes its bytes rounded up; what the smallest lose by that is given to all.
        int cells = Math.toIntExact(budget / cell) + layers.size();
        double[] harm = new double[cells + 1];
        int[][] chosen = new int[layers.size()][cells + 1];
        for (int layer = 0; layer < layers.size(); layer++) {
            double[] next = new double[cells + 1];
            Arrays.fill(next, Double.POSITIVE_INFINITY);
            for (int i = 0; i < layers.get(layer).size(); i++) {
                Choice choice = layers.get(layer).get(i);
                int size = Math.toIntExact(Math.min(cells + 1L, (choice.bytes() + cell - 1) / cell));
                for (int used = size; used <= cells; used++) {
                    if (harm[used - size] + choice.harm() < next[used]) {
                        next[used] = harm[used - size] + choice.harm();
                        chosen[layer][used] = i;
                    }
                }
            }
            harm = next;
        }
        // What was chosen; where rounding let in too much, of fewer cells.
        for (int left = cells; left >= 0; left--) {
            List<Choice> result = new ArrayList<>();
            int used = left;
            for (int layer = layers.size() - 1; layer >= 0; layer--) {
                Choice choice = layers.get(layer).get(chosen[layer][used]);
                result.add(0, choice);
                used -= (int) Math.min(used, (choice.bytes() + cell - 1) / cell);
            }
            if (bytes(result) <= budget) {
                return result;
            }
        }
        return smallest;
    }

    /** That choices take together. */
    static long bytes(List<Choice> choices) {
        return choices.stream().mapToLong(Choice::bytes).sum();
    }
}
