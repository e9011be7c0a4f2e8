/**
 * How a graph becomes kernels: each op says how it is lowered, and may take its producers in, so that neighbours are
 * fused. Knows no op of ours; other modules' ops take part by implementing {@link org.amadeus.model.lowering.LoweredOp}.
 */
package org.amadeus.model.lowering;
