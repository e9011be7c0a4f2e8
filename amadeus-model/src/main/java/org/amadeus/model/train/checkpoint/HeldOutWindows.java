package org.amadeus.model.train.checkpoint;

import java.nio.ByteBuffer;
import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.data.dataset.Piece;
import org.amadeus.data.io.Sha256;
import org.amadeus.model.evaluate.Tally;
import org.amadeus.model.evaluate.WholeWindowModel;
import org.amadeus.model.evaluate.WindowModel;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.session.Session;
import org.amadeus.model.window.WindowIterator;

/**
 * Validation on up to 128 windows spread evenly over a dataset, teacher forced, from inits of zeros. Controls are given,
 * not given, or both in the proportion in which the training gives them.
 */
public final class HeldOutWindows implements Validation {
    private static final int WINDOWS = 128;
    /** Windows at once: few, for little memory beside the training's own. */
    private static final int BATCH = 8;

    private final PerformanceDataset dataset;
    private final int window;
    private final double controlRatio;

    /**
     * @param window       events of a window, 1 or more
     * @param controlRatio weight of the windows with controls, 0 .. 1; those without weigh the rest
     */
    public HeldOutWindows(PerformanceDataset dataset, int window, double controlRatio) {
        this.dataset = dataset;
        this.window = window;
        this.controlRatio = controlRatio;
    }

    @Override
    public double nll(Parameters parameters) {
        try (WindowModel model = new WholeWindowModel(parameters, window, BATCH)) {
            return nll(model);
        }
    }

    /** The same of any session's model, a quantized one too, computed with one thread. */
    public double nll(Session session) {
        try (WindowModel model = WindowModel.of(session, window, BATCH, 1)) {
            return nll(model);
        }
    }

    private double nll(WindowModel model) {
        double nll = 0;
        if (controlRatio > 0) {
            nll += controlRatio * nll(model, true);
        }
        if (controlRatio < 1) {
            nll += (1 - controlRatio) * nll(model, false);
        }
        return nll;
    }

    /** Of the pieces' events, the windows and the control ratio: the name and the place of a dataset do not matter. */
    @Override
    public String fingerprint() {
        ByteBuffer bytes =
                ByteBuffer.allocate(2 * Integer.BYTES * dataset.pieces().size() + 2 * Integer.BYTES + Double.BYTES);
        for (Piece piece : dataset.pieces()) {
            bytes.putInt(piece.events()).putInt(piece.checksum());
        }
        bytes.putInt(window).putInt(WINDOWS).putDouble(controlRatio);
        return Sha256.hex(bytes.array(), 16);
    }

    private double nll(WindowModel model, boolean controls) {
        WindowIterator windows = WindowIterator.over(dataset, model.config())
                .length(window)
                .stride(window)
                .batch(BATCH)
                .controlRatio(controls ? 1 : 0)
                .inOrder(WINDOWS)
                .build();
        return Tally.of(model, windows, windows.batchesPerEpoch(), () -> {})
                .evaluation()
                .score()
                .nll();
    }
}
