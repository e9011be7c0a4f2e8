/**
 * The arithmetic of one step over preallocated float arrays. B batch; arrays are row-major; a kernel is bound to its
 * buffers when it is made and allocates nothing when it runs.
 */
package org.amadeus.model.kernel.step;
