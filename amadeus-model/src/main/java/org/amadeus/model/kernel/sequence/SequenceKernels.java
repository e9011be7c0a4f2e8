package org.amadeus.model.kernel.sequence;

import java.util.Locale;

/** What a recurrent layer can be computed by; a cell's {@link CellKernels} are these. */
public enum SequenceKernels {
    /** {@link #ONEDNN} where its native library loads, else {@link #PORTABLE}; {@link #ND4J} where the backend is no CPU's. */
    FASTEST,
    /** ND4J calls: on any backend, float and double. */
    ND4J,
    /** ND4J's matrix products, and Java for what lies between them. */
    PORTABLE,
    /** oneDNN's primitives for recurrent layers; a {@link LinkageError} where its native library is missing. */
    ONEDNN;

    /** What {@link #FASTEST} stands for on this machine. */
    public static SequenceKernels fastest() {
        return !HostFloats.available() ? ND4J : OneDnnKernel.available() ? ONEDNN : PORTABLE;
    }

    /** What a log calls it. */
    public String label() {
        return this == ONEDNN ? "oneDNN" : name().toLowerCase(Locale.ROOT);
    }
}
