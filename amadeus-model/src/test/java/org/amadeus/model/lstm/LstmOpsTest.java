package org.amadeus.model.lstm;

import org.amadeus.model.NumericGradients;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.RecurrentLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;

class LstmOpsTest {
    private final NumericGradients numeric = new NumericGradients();

    /** One step: the second op takes the first one's output. */
    @Test
    void step() {
        SDVariable gx = numeric.variable("gx", 2, 12);
        SDVariable gh = numeric.variable("gh", 2, 12);
        SDVariable c = AmadeusLstmCell.layer(numeric.graph(), "c1", gx, gh, numeric.variable("c0", 2, 3));
        numeric.check(AmadeusLstmHidden.layer(numeric.graph(), "h1", gx, gh, c), 2, 3);
    }

    @Test
    void sequence() {
        numeric.check(
                RecurrentLayer.layer(
                        numeric.graph(),
                        "y",
                        new LstmCell(),
                        SequenceKernels.ND4J,
                        numeric.variable("x", 4, 2, 3),
                        new SDVariable[] {numeric.variable("h0", 2, 2), numeric.variable("c0", 2, 2)},
                        numeric.variable("wi", 8, 3),
                        numeric.variable("wh", 8, 2),
                        numeric.variable("bi", 8),
                        numeric.variable("bh", 8)),
                4,
                2,
                2);
    }
}
