package org.amadeus.model.generate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RankingTest {
    @Property
    void ranksAsSortingDoes(@ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size) {
        Random random = new Random(seed);
        double[] numbers = random.ints(size, 0, 20).asDoubleStream().toArray();
        double[] sorted = numbers.clone();
        Arrays.sort(sorted);
        Ranking ranking = new Ranking(size);
        ranking.of(numbers);
        for (int i = 0; i < 2 * size; i++) {
            int rank = random.nextInt(size);
            assertEquals(sorted[size - 1 - rank], ranking.get(rank));
        }
    }
}
