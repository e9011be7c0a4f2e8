/** How real numbers become integers of 8 or 4 bits: scales, zero points, and which way each is rounded. */
package org.amadeus.quant.affine;
