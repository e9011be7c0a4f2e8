package org.amadeus.quant.quantize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.amadeus.quant.QuantizationException;
import org.amadeus.quant.rules.Treatment;
import org.junit.jupiter.api.Test;

/** The allocation against the best of all combinations. */
class BitAllocationTest {
    private final long seed = Long.getLong("amadeus.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void itIsTheBestOfAllCombinations() {
        for (int trial = 0; trial < 200; trial++) {
            List<List<Choice>> layers = layers(1 + random.nextInt(4));
            long least = bytes(smallest(layers));
            long most =
                    layers.stream().mapToLong(choices -> choices.get(0).bytes()).sum();
            long budget = least + (long) (random.nextDouble() * 1.1 * (most - least));
            List<Choice> found = BitAllocation.choose(layers, budget);
            assertEquals(layers.size(), found.size());
            assertTrue(bytes(found) <= budget, "seed " + seed);
            // Bytes are counted in cells: what fits by a hair only may be missed.
            double best = best(layers, 0, budget - layers.size() * (budget / 20_000 + 1));
            assertTrue(harm(found) <= best * (1 + 1e-12), harm(found) + " of " + best + ", seed " + seed);
        }
    }

    /** A byte less than some choices take is not enough for them, whatever cells they are counted in. */
    @Test
    void theBudgetIsKeptToTheByte() {
        for (int trial = 0; trial < 200; trial++) {
            List<List<Choice>> layers = layers(1 + random.nextInt(4));
            List<Choice> some = layers.stream()
                    .map(choices -> choices.get(random.nextInt(3)))
                    .toList();
            long budget = bytes(some) - 1;
            assertTrue(bytes(BitAllocation.choose(layers, budget)) <= budget, "seed " + seed);
        }
    }

    @Test
    void whatFitsALayerExactlyIsChosen() {
        for (int trial = 0; trial < 200; trial++) {
            List<List<Choice>> layers = layers(1);
            Choice some = layers.get(0).get(random.nextInt(4));
            assertEquals(List.of(some), BitAllocation.choose(layers, some.bytes()), "seed " + seed);
        }
    }

    @Test
    void theSmallestThereIsFitsExactly() {
        List<List<Choice>> layers = layers(5);
        List<Choice> smallest = smallest(layers);
        assertEquals(bytes(smallest), bytes(BitAllocation.choose(layers, bytes(smallest))), "seed " + seed);
        QuantizationException e =
                assertThrows(QuantizationException.class, () -> BitAllocation.choose(layers, bytes(smallest) - 1));
        assertTrue(e.getMessage().contains("--target-size"), e.getMessage());
    }

    private List<List<Choice>> layers(int count) {
        List<List<Choice>> layers = new ArrayList<>();
        for (int layer = 0; layer < count; layer++) {
            List<Choice> choices = new ArrayList<>();
            long bytes = 1000 + random.nextInt(1_000_000);
            double harm = random.nextDouble();
            for (int i = 0; i < 4; i++) {
                choices.add(new Choice("layer " + layer, Treatment.FLOAT32, bytes, harm, Optional.empty()));
                bytes = bytes * 2 / 3;
                harm *= 1 + 5 * random.nextDouble();
            }
            layers.add(choices);
        }
        return layers;
    }

    private static List<Choice> smallest(List<List<Choice>> layers) {
        return layers.stream().map(choices -> choices.get(choices.size() - 1)).toList();
    }

    private static double best(List<List<Choice>> layers, int from, long budget) {
        if (from == layers.size()) {
            return budget < 0 ? Double.POSITIVE_INFINITY : 0;
        }
        double best = Double.POSITIVE_INFINITY;
        for (Choice choice : layers.get(from)) {
            best = Math.min(best, choice.harm() + best(layers, from + 1, budget - choice.bytes()));
        }
        return best;
    }

    private static long bytes(List<Choice> choices) {
        return choices.stream().mapToLong(Choice::bytes).sum();
    }

    private static double harm(List<Choice> choices) {
        return choices.stream().mapToDouble(Choice::harm).sum();
    }
}
