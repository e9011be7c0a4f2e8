/**
 * A GRU layer over a whole sequence as a SameDiff op, forward and backward, and the kernels that compute it.
 *
 * <p>Shapes in this package: T steps, B batch, I inputs, H hidden units; row-major; gate rows in the order r, z, n.
 */
package org.amadeus.model.kernel.sequence;
