/**
 * How the weights of a layer are kept in fewer bits than a float's: codings, each of which turns a matrix of floats into
 * integers and scales and back, and the methods of rounding that they use.
 */
package org.amadeus.quant.coding;
