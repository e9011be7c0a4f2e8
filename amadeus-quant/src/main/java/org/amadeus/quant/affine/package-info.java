/** How real numbers become 8-bit integers: a scale and a zero point from a range, per tensor or per row. */
package org.amadeus.quant.affine;
