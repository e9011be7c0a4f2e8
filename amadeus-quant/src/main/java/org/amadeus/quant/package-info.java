/** The model that comes along: what may provide one, and where it is found. The one exception of this module. */
package org.amadeus.quant;
