package org.amadeus.model.lowering;

/** The element-wise arithmetic of one step of a cell: what is left of it beside its linear layers. */
public interface GatesOp extends LoweredOp {}
