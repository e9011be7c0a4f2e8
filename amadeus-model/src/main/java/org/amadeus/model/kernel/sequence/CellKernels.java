package org.amadeus.model.kernel.sequence;

/** The kernels of one kind of recurrent layer. */
public final class CellKernels {
    /** The GRU's. */
    public static final CellKernels GRU = new CellKernels(new Nd4jGru(), new PortableGru(), new OneDnnGru());

    private final SequenceKernel nd4j;
    private final SequenceKernel portable;
    private final SequenceKernel oneDnn;

    /** @param portable for a CPU; may be the same as {@code nd4j} */
    public CellKernels(CellArithmetic nd4j, CellArithmetic portable, OneDnnCell oneDnn) {
        this.nd4j = new StepwiseKernel(nd4j);
        this.portable = new StepwiseKernel(portable);
        this.oneDnn = new OneDnnKernel(oneDnn);
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
