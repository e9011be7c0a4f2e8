/**
 * A recurrent layer over a whole sequence, forward and backward: what a cell has of its own in it, and the kernels made of
 * that.
 *
 * <p>Shapes in this package: T steps, B batch, I inputs, H hidden units, G gates; row-major.
 */
package org.amadeus.model.kernel.sequence;
