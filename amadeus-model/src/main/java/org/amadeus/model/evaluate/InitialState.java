package org.amadeus.model.evaluate;

/** What state the windows of a batch begin with; from an init of zeros, so that it is the same in every run. */
public enum InitialState {
    /** Each window as if it were alone: what is predicted of it does not depend on the batch it is in. */
    ALONE,
    /**
     * As the Python implementation begins a batch: it reads [B, L*H] as [L, B, H], so that layer l of window b begins
     * with what layer (l*B + b) mod L of a single window would. For parity with its figures.
     */
    MIXED
}
