/**
 * How the weights of a layer are kept in fewer bits than a float's: codings, each of which turns a matrix of floats into
 * integers and scales and back, the methods of rounding that they use, and a linear layer of such weights.
 */
package org.amadeus.quant.coding;
