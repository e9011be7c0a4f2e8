package org.amadeus.quant.teach;

import org.amadeus.data.dataset.PerformanceDataset;
import org.amadeus.model.network.Parameters;
import org.amadeus.model.session.Session;
import org.amadeus.model.train.checkpoint.HeldOutWindows;
import org.amadeus.model.train.checkpoint.Validation;

/** Judges by the music that is taught and by what is not to be forgotten, without controls; each counts half. */
final class BothHeldOut implements Validation {
    private final HeldOutWindows own;
    private final HeldOutWindows old;
    private Standing latest;

    /** @param window events of a window */
    BothHeldOut(PerformanceDataset own, PerformanceDataset old, int window) {
        this.own = new HeldOutWindows(own, window, 0);
        this.old = new HeldOutWindows(old, window, 0);
    }

    @Override
    public double nll(Parameters parameters) {
        latest = new Standing(own.nll(parameters), old.nll(parameters));
        return latest.mean();
    }

    @Override
    public String fingerprint() {
        return own.fingerprint() + old.fingerprint();
    }

    /** What the latest call of {@link #nll(Parameters)} found. */
    Standing latest() {
        return latest;
    }

    /** How a session's model stands, a quantized one too. */
    Standing standing(Session session) {
        return new Standing(own.nll(session), old.nll(session));
    }
}
