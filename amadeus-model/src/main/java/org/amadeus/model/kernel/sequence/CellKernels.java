package org.amadeus.model.kernel.sequence;

/** The kernels of one kind of recurrent layer. */
public final class CellKernels {
    /** The GRU's. */
    public static final CellKernels GRU = new CellKernels(1, new Nd4jGru(), new PortableGru(), new OneDnnGru());

    private final SequenceKernel nd4j;
    private final SequenceKernel portable;
    private final SequenceKernel oneDnn;

    /**
     * @param states   how many there are: 1, or 2 where the cell has a memory beside the hidden state
     * @param portable for a CPU; may be the same as {@code nd4j}
     */
    public CellKernels(int states, CellArithmetic nd4j, CellArithmetic portable, OneDnnCell oneDnn) {
        this.nd4j = new StepwiseKernel(states, nd4j);
        this.portable = new StepwiseKernel(states, portable);
        this.oneDnn = new OneDnnKernel(states, oneDnn);
    }

    /** The kernel of a choice. */
    public SequenceKernel of(SequenceKernels choice) {
        return switch (choice) {
            case ND4J -> nd4j;
            case PORTABLE -> portable;
            case ONEDNN -> oneDnn;
            case FASTEST -> of(SequenceKernels.fastest());
        };
    }
}
