package org.amadeus.data.compare;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DistributionTest {
    @Test
    void meanAndQuantilesAreWeighted() {
        Distribution distribution = new Distribution(0.5);
        distribution.add(1, 3);
        distribution.add(4, 1);
        distribution.add(9, 0);
        assertEquals(1.75, distribution.mean(), 1e-12);
        assertEquals(1, distribution.quantile(0.75), 1e-12);
        assertEquals(4, distribution.quantile(0.76), 1e-12);
        assertEquals(4, distribution.quantile(1), 1e-12);
        assertEquals(4, distribution.weight(), 1e-12);
    }

    @Test
    void quantilesAreRoundedToTheResolutionTheMeanIsNot() {
        Distribution distribution = new Distribution(0.5);
        distribution.add(1.2);
        assertEquals(1, distribution.quantile(0.5), 1e-12);
        assertEquals(1.2, distribution.mean(), 1e-12);
    }

    @Test
    void aValueOnABoundLiesAboveIt() {
        Distribution distribution = new Distribution(0.1);
        distribution.addAll(new double[] {0.1, 0.2, 0.3, 0.7});
        assertArrayEquals(new double[] {0.5, 0.25, 0.25}, distribution.shares(new double[] {0.3, 0.7}), 1e-12);
    }

    /** A bound may lie a rounding error above the value that it is: 0.1 + 0.2 is more than 0.3. */
    @Test
    void valuesOnTheBoundsOfEachMeasureLieAboveThem() {
        for (Measure measure : Measure.values()) {
            double[] edges = measure.edges();
            for (int bin = 1; bin <= edges.length; bin++) {
                double value = Math.rint(edges[bin - 1] * 1e6) / 1e6;
                boolean exact = Math.abs(value - edges[bin - 1]) < 1e-12;
                boolean fine = Math.abs(value * 1000 - Math.rint(value * 1000)) < 1e-9;
                if (exact && fine) {
                    Distribution distribution = measure.distribution();
                    distribution.add(value);
                    double[] expected = new double[edges.length + 1];
                    expected[bin] = 1;
                    assertArrayEquals(expected, measure.shares(distribution), measure + " of " + value);
                }
            }
        }
    }

    @Test
    void nothingHasNoMean() {
        Distribution empty = new Distribution(1);
        assertTrue(Double.isNaN(empty.mean()) && Double.isNaN(empty.quantile(0.5)));
        assertArrayEquals(new double[2], empty.shares(new double[] {1}));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        Distribution distribution = new Distribution(1);
        assertThrows(IllegalArgumentException.class, () -> distribution.add(Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> distribution.add(1, -1));
        assertThrows(IllegalArgumentException.class, () -> new Distribution(0));
    }
}
