/** Distiller's mappings of real numbers to integers of 8 bits: asymmetric, with scales in steps per unit. */
package org.amadeus.quant.affine;
