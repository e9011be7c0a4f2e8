/** The model that comes along: what may provide one, and where it is found. */
package org.amadeus.quant;
