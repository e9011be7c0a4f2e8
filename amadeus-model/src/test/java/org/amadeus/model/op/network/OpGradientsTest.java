package org.amadeus.model.op.network;

import org.amadeus.model.NumericGradients;
import org.amadeus.model.kernel.sequence.SequenceKernels;
import org.amadeus.model.network.GruCell;
import org.amadeus.model.network.RecurrentLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/** Each op of ours in a graph of a user's own, without anything of our training, differentiated in double. */
class OpGradientsTest {
    private final NumericGradients numeric = new NumericGradients();

    @Test
    void linearOfOneInput() {
        numeric.check(
                AmadeusLinear.layer(
                        numeric.graph(),
                        "y",
                        numeric.variable("w", 4, 3),
                        numeric.variable("b", 4),
                        numeric.variable("x", 2, 3)),
                2,
                4);
    }

    @Test
    void linearOfSeveralSequencesSideBySide() {
        numeric.check(
                AmadeusLinear.layer(
                        numeric.graph(),
                        "y",
                        numeric.variable("w", 4, 6),
                        numeric.variable("b", 4),
                        numeric.variable("x1", 5, 2, 3),
                        numeric.variable("x2", 5, 2, 1),
                        numeric.variable("x3", 5, 2, 2)),
                5,
                2,
                4);
    }

    @Test
    void embedding() {
        SDVariable index = numeric.graph().constant("i", Nd4j.createFromArray(new int[][] {{2, 0, 2}, {3, 3, 2}}));
        numeric.check(AmadeusEmbedding.layer(numeric.graph(), "y", numeric.variable("table", 4, 2), index), 2, 3, 2);
    }

    @Test
    void crossEntropy() {
        SDVariable target = numeric.graph().constant("t", Nd4j.createFromArray(new int[][] {{2, 0, 2}, {3, 3, 2}}));
        numeric.check(AmadeusCrossEntropy.loss(numeric.graph(), "loss", numeric.variable("x", 2, 3, 4), target));
    }

    @Test
    void crossEntropyOfDistributions() {
        double[][] rows = {{0.1, 0.2, 0.3, 0.4}, {0, 0, 1, 0}, {0.25, 0.25, 0.5, 0}};
        SDVariable target = numeric.graph().constant("t", Nd4j.createFromArray(rows));
        numeric.check(AmadeusCrossEntropy.loss(numeric.graph(), "loss", numeric.variable("x", 3, 4), target));
    }

    @Test
    void gruGates() {
        numeric.check(
                AmadeusGruGates.layer(
                        numeric.graph(),
                        "y",
                        numeric.variable("gx", 2, 9),
                        numeric.variable("gh", 2, 9),
                        numeric.variable("h", 2, 3)),
                2,
                3);
    }

    @Test
    void gru() {
        numeric.check(
                RecurrentLayer.layer(
                        numeric.graph(),
                        "y",
                        new GruCell(),
                        SequenceKernels.ND4J,
                        numeric.variable("x", 4, 2, 3),
                        new SDVariable[] {numeric.variable("h0", 2, 2)},
                        numeric.variable("wi", 6, 3),
                        numeric.variable("wh", 6, 2),
                        numeric.variable("bi", 6),
                        numeric.variable("bh", 6)),
                4,
                2,
                2);
    }
}
