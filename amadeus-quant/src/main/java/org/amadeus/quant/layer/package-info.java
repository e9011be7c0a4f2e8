/**
 * A linear layer whose weights are integers: its matrix, int8 or in groups, its scales and its bias, and what it does with
 * values that come in.
 */
package org.amadeus.quant.layer;
